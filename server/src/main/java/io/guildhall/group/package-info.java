/// User groups: people who share a wallet (`spec/domain.md` §3). Today those that a hierarchy makes by itself around
/// everybody in its points aggregation role.
///
/// Who leaves and who joins is decided by [io.guildhall.group.domain.GroupPlanner]. Who stands under whom is not known
/// here; that is `association`, which tells it and has the plan carried out.
@ApplicationModule(
        allowedDependencies = {
            "error",
            "wire",
            "postgres",
            "access",
            "org",
            "org :: domain",
            "org :: store",
            "change",
            "change :: domain",
            "customer :: domain",
            "customer :: store"
        })
@NullMarked
package io.guildhall.group;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
