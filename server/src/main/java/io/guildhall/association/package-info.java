/// The heart: people registered and tied to hierarchy, role, company, parent and children, in bulk
/// (`spec/associate.md`).
///
/// Start at [io.guildhall.association.BulkAssociation]: parse → resolve → plan → apply → answer. Rules live in
/// `domain` (pure), SQL about links in `store`, what bodies say in `wire`, HTTP in `web`. People, companies and
/// hierarchies belong to their own modules, which are always asked with collections.
@ApplicationModule(
        allowedDependencies = {
            "error",
            "wire",
            "postgres",
            "access",
            "limit",
            "org",
            "org :: domain",
            "org :: store",
            "hierarchy",
            "hierarchy :: domain",
            "hierarchy :: store",
            "company",
            "company :: domain",
            "company :: store",
            "customer :: domain",
            "customer :: store",
            "customer :: wire",
            "card",
            "card :: domain",
            "card :: store",
            "loyalty :: domain",
            "loyalty :: store",
            "group",
            "group :: domain",
            "group :: store",
            "change",
            "change :: domain",
            "change :: store",
            "count"
        })
@NullMarked
package io.guildhall.association;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
