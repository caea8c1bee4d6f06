package io.guildhall.loyalty.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryTest {
    private static final Account ISSUED = new Account(1, AccountKey.issued(71), 0, BigDecimal.ZERO);
    private static final Account ANN = new Account(2, AccountKey.customer(5, 71), 3, points(10));
    private static final Account BOB = new Account(3, AccountKey.customer(6, 71), 0, BigDecimal.ZERO);

    @Test
    void continuesEveryHoldersChainAndLeavesTheProgrammesOwnAccountsOut() {
        List<Entry> entries = Entry.of(List.of(
                new Posting(100, 1_000, ISSUED, ANN, points(5)),
                new Posting(101, 1_000, ANN, BOB, points(4)),
                new Posting(102, 1_001, ANN, BOB, points(6))));

        assertThat(entries)
                .containsExactly(
                        new Entry(2, 4, 100, 1_000, points(5), points(10), points(15)),
                        new Entry(2, 5, 101, 1_000, points(-4), points(15), points(11)),
                        new Entry(3, 1, 101, 1_000, points(4), points(0), points(4)),
                        new Entry(2, 6, 102, 1_001, points(-6), points(11), points(5)),
                        new Entry(3, 2, 102, 1_001, points(6), points(4), points(10)));
    }

    @Test
    void neitherNothingNorLessThanNothingMoves() {
        assertThatThrownBy(() -> new Movement(1, ISSUED.key(), ANN.key(), points(0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Movement(1, ISSUED.key(), ANN.key(), points(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static BigDecimal points(long number) {
        return BigDecimal.valueOf(number);
    }
}
