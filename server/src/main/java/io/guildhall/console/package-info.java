/// The console at `/console`: pages for programme managers, support and operators, rendered on the server.
///
/// A page asks the modules what a call of the API would ask them, in the name of whoever is logged in, and decides
/// nothing itself: a rule, a right or a limit that only the console had would be one that an integrator can walk
/// around.
///
/// Each folder below `web` is one room of the console, with its templates in the folder of the same name.
@ApplicationModule(
        allowedDependencies = {
            "access",
            "association",
            "association :: domain",
            "association :: store",
            "change",
            "change :: domain",
            "change :: store",
            "company",
            "company :: domain",
            "customer :: domain",
            "docs",
            "error",
            "error :: web",
            "group :: domain",
            "group :: store",
            "hierarchy",
            "hierarchy :: domain",
            "imports",
            "imports :: domain",
            "imports :: file",
            "loyalty :: domain",
            "operation",
            "org",
            "org :: domain",
            "org :: store",
            "person",
            "person :: domain",
            "postgres",
            "statistics",
            "statistics :: domain",
            "undo",
            "undo :: domain",
            "wire"
        })
@NullMarked
package io.guildhall.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
