/// Hierarchies: roles, which role stands under which, caps and permissions (`spec/domain.md` §2).
///
/// Who holds a role is not known here; that is `association`, which tells by [io.guildhall.hierarchy.HierarchyUse]
/// whether a hierarchy may still be changed.
@ApplicationModule(
        allowedDependencies = {
            "error",
            "postgres",
            "access",
            "org",
            "org :: domain",
            "org :: store",
            "change",
            "change :: domain",
            "wire"
        })
@NullMarked
package io.guildhall.hierarchy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
