/// Calls about one person (`spec/domain.md` §5): register, change, look at, find, give a status, exchange identifiers.
///
/// A single call is a batch of one: registering and changing go through [io.guildhall.association.BulkAssociation], so
/// that no rule is written twice. What stands here is who is meant ([io.guildhall.person.Addressees]), what one person
/// looks like from all sides ([io.guildhall.person.PersonDirectory]), and the calls that bulk does not have. What a
/// person is and how one is read and written as JSON belongs to `customer`.
@ApplicationModule(
        allowedDependencies = {
            "error",
            "wire",
            "postgres",
            "access",
            "limit",
            "org :: domain",
            "org :: store",
            "customer :: domain",
            "customer :: store",
            "customer :: wire",
            "card",
            "card :: domain",
            "card :: store",
            "group :: domain",
            "group :: store",
            "loyalty :: domain",
            "loyalty :: store",
            "loyalty :: wire",
            "association",
            "association :: domain",
            "association :: store",
            "association :: wire",
            "change",
            "change :: domain",
            "change :: store",
            "imports"
        })
@NullMarked
package io.guildhall.person;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
