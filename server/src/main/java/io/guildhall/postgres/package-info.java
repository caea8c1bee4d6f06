/// Technical ground for everything that talks to PostgreSQL: the embedded server or the operator's, its roles and
/// migrations, the pool, transactions in the name of one organisation, retries after lost races, column arrays, blocks
/// of ids. Other modules never learn which server it is.
///
/// Small and without a business word. No SQL about people or companies belongs here; that is in each module's `store`.
@ApplicationModule(allowedDependencies = {"error"})
@NullMarked
package io.guildhall.postgres;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
