/// People: profiles per source and account, identifiers, channels, fields (`spec/domain.md` §5).
///
/// What a person is and how one is read from and written as JSON stands here; who stands under whom is `association`.
@ApplicationModule(
        allowedDependencies = {
            "error",
            "wire",
            "postgres",
            "access",
            "sealing",
            "count",
            "org",
            "org :: domain",
            "org :: store"
        })
@NullMarked
package io.guildhall.customer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
