package io.guildhall.loyalty.domain;

import java.util.Comparator;

/// Whose points of which programme.
///
/// @param holderId the person or group; 0 for the programme's own accounts
public record AccountKey(Kind kind, long holderId, long programId) implements Comparable<AccountKey> {
    private static final Comparator<AccountKey> ORDER = Comparator.comparing(
                    (AccountKey key) -> key.kind().name())
            .thenComparingLong(AccountKey::holderId)
            .thenComparingLong(AccountKey::programId);

    /// The first two have holders and running balances; the others are where a programme's points come from and go to.
    public enum Kind {
        CUSTOMER,
        GROUP,
        ISSUED,
        REDEEMED,
        EXPIRED;

        boolean hasHolder() {
            return this == CUSTOMER || this == GROUP;
        }
    }

    public AccountKey {
        if (kind.hasHolder() != (holderId != 0)) {
            throw new IllegalArgumentException(kind + " of " + holderId);
        }
    }

    public static AccountKey customer(long customerId, long programId) {
        return new AccountKey(Kind.CUSTOMER, customerId, programId);
    }

    public static AccountKey issued(long programId) {
        return new AccountKey(Kind.ISSUED, 0, programId);
    }

    /// The order in which accounts are written and locked.
    @Override
    public int compareTo(AccountKey other) {
        return ORDER.compare(this, other);
    }
}
