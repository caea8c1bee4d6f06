/// Cards: series and how their numbers are made, cards and their statuses, who gets which card
/// (`spec/domain.md` §6).
///
/// Series and labels are defined in the organisation's document (`org`); this module keeps how far their
/// numbers have been drawn, and the cards. [io.guildhall.card.domain.CardPlanner] decides for a batch of
/// people, [io.guildhall.card.store.CardWrites] carries it out. Who a person is stands in `customer`.
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
            "customer :: domain",
            "change",
            "change :: domain"
        })
@NullMarked
package io.guildhall.card;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
