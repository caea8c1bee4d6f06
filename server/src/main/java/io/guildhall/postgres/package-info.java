/// The database as a machine: finding or starting a PostgreSQL server, its roles and migrations, and the pool that
/// requests use. Technical and small; no business word and no table of its own belongs here. Other modules see a
/// `DataSource` and [StartupFailure]; they never learn whether the server is embedded or the operator's.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.guildhall.postgres;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
