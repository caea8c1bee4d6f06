package io.guildhall.loyalty.domain;

import java.math.BigDecimal;

/// A posting that may be taken back by one the other way round.
///
/// @param reason the name of why the points moved
/// @param spent whether the account that got the points has less left of their lot, so that they cannot go back
public record Reversible(
        long postingId, long lotId, AccountKey from, AccountKey to, BigDecimal points, String reason, boolean spent) {}
