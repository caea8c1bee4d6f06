package io.guildhall.loyalty.domain;

import java.math.BigDecimal;

/// Points of one lot that go from one account to another.
///
/// @param points above zero
public record Movement(long lotId, AccountKey from, AccountKey to, BigDecimal points) {
    public Movement {
        if (points.signum() <= 0) {
            throw new IllegalArgumentException("moves " + points.toPlainString());
        }
    }
}
