/// Technical ground for everything that talks to PostgreSQL: the embedded server, the pools, transactions in the name
/// of
/// one organisation, retries after lost races, column arrays, blocks of ids.
///
/// Small and without a business word. No SQL about people or companies belongs here; that is in each module's `store`.
@ApplicationModule(allowedDependencies = {"error"})
@NullMarked
package io.guildhall.postgres;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
