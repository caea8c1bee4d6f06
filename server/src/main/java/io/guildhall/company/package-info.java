/// Companies and sub-companies (`spec/domain.md` §4).
///
/// Who belongs to a company is not known here; that is `association`.
@ApplicationModule(
        allowedDependencies = {
            "error",
            "postgres",
            "access",
            "org",
            "org :: domain",
            "org :: store",
            "hierarchy",
            "hierarchy :: domain",
            "hierarchy :: store",
            "change",
            "change :: domain",
            "count",
            "wire"
        })
@NullMarked
package io.guildhall.company;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
