package io.guildhall.loyalty.domain;

import java.math.BigDecimal;

/// A movement as the ledger writes it down.
public record Posting(long id, long lotId, Account from, Account to, BigDecimal points) {}
