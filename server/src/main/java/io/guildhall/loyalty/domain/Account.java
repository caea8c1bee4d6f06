package io.guildhall.loyalty.domain;

import java.math.BigDecimal;

/// An account as it stands.
///
/// @param lastSeq number of its last entry; 0 for an account without any
/// @param balance what its last entry says; 0 for the programme's own accounts, which have no entries
public record Account(long id, AccountKey key, long lastSeq, BigDecimal balance) {}
