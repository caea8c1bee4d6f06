/// Programmes, who takes part in them, and their points (`spec/domain.md` §7).
///
/// Programmes and tiers are part of the organisation's document; what stands here is who is enrolled in which,
/// and an append-only ledger of points (ADR 12). Who gets enrolled is decided by
/// [io.guildhall.loyalty.domain.EnrolmentPlanner] and written by [io.guildhall.loyalty.store.Ledger];
/// [io.guildhall.loyalty.wire.StandingWriter] shows it. Calls that register people are `association`'s and
/// `person`'s.
@ApplicationModule(
        allowedDependencies = {
            "error",
            "wire",
            "postgres",
            "access",
            "org",
            "org :: domain",
            "org :: store",
            "customer :: domain"
        })
@NullMarked
package io.guildhall.loyalty;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
