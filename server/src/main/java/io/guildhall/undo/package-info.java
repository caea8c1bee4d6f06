/// Taking change sets back (`spec/beyond.md` rows 8 and 17; ADR 20): created people and companies are gone, updates and
/// moves restored, cards freed, points posted back, merges undone. What others changed since is protected.
///
/// Start at [io.guildhall.undo.ChangeReverts]; whoever reverts within a transaction of its own takes
/// [io.guildhall.undo.RevertEngine]. Read, plan, apply: [io.guildhall.undo.domain.RevertPlanner] decides by data alone,
/// and the modules whose tables they are write, one statement per table and kind whatever the number of records.
@ApplicationModule(
        allowedDependencies = {
            "error",
            "wire",
            "postgres",
            "access",
            "org :: domain",
            "org :: store",
            "hierarchy :: domain",
            "hierarchy :: store",
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
            "association",
            "association :: domain",
            "association :: store",
            "change",
            "change :: domain",
            "change :: store"
        })
@NullMarked
package io.guildhall.undo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
