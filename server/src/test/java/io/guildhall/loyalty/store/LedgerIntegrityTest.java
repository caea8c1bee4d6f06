package io.guildhall.loyalty.store;

import static io.guildhall.loyalty.store.LedgerWorld.MILES;
import static io.guildhall.loyalty.store.LedgerWorld.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.postgres.PostgresExtension;
import io.guildhall.postgres.PostgresExtension.Owner;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/// The database refuses to keep books that do not agree, whoever writes them. Everything is tried as the application's
/// role.
@ExtendWith(PostgresExtension.class)
class LedgerIntegrityTest {
    private LedgerWorld world;
    private String account;
    private String lot;

    /// Somebody with 50 points, and a posting of 7 points more that no entry belongs to yet.
    @BeforeEach
    void open(DataSource requests, @Owner DataSource owner) {
        world = new LedgerWorld(requests, owner);
        world.people(2);
        world.enrol(place(1, MILES, 1, 50), place(2, MILES, 1, 1));
        account = world.rows(
                        "SELECT id FROM guildhall.points_account WHERE org_id = :org AND kind = 'CUSTOMER' AND holder_id = 1")
                .getFirst();
        lot = world.rows("SELECT id FROM guildhall.points_lot WHERE org_id = :org AND points = 50")
                .getFirst();
        run("""
                INSERT INTO posting (org_id, id, lot_id, from_account, to_account, points, reason, at, change_id)
                SELECT org_id, %s, lot_id, from_account, to_account, %s, reason, at, change_id
                  FROM posting WHERE to_account = ACCOUNT
                """.formatted("900000000", "7"));
        run("""
                INSERT INTO posting (org_id, id, lot_id, from_account, to_account, points, reason, at, change_id)
                SELECT org_id, 900000001, lot_id, to_account, from_account, 51, reason, at, change_id
                  FROM posting WHERE to_account = ACCOUNT AND points = 50
                """);
    }

    @Test
    void anEntryThatContinuesTheChainIsTaken() {
        run(entry("ACCOUNT, 2, 900000000, LOT, 7, 50, 57"));

        assertThat(world.standing(1, MILES, LedgerWorld.NOW).balance()).isEqualByComparingTo("57");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a gap in the numbers     | ACCOUNT, 3, 900000000, LOT, 7, 50, 57       | points_entry_chain",
                "another balance before   | ACCOUNT, 2, 900000000, LOT, 7, 49, 56       | points_entry_chain",
                "a sum that is wrong      | ACCOUNT, 2, 900000000, LOT, 7, 50, 58       | points_entry_adds_up",
                "a second beginning       | ACCOUNT, 1, 900000000, LOT, 7, 0, 7         | points_entry_pkey",
                "a number before the first| ACCOUNT, 0, 900000000, LOT, 7, 50, 57       | points_entry_seq_check",
                "more than was posted     | ACCOUNT, 2, 900000000, LOT, 8, 50, 58       | points_entry_credit",
                "taken instead of given   | ACCOUNT, 2, 900000000, LOT, -7, 50, 43      | points_entry_debit",
                "no posting at all        | ACCOUNT, 2, 900000009, LOT, 7, 50, 57       | points_entry_credit",
                "another lot              | ACCOUNT, 2, 900000000, LOT + 1, 7, 50, 57   | points_entry_",
                "another one's account    | ACCOUNT + 1, 1, 900000000, LOT, 7, 0, 7     | points_entry_",
                "nothing                  | ACCOUNT, 2, 900000000, LOT, 0, 50, 50       | points_entry_points_check",
                "below zero               | ACCOUNT, 2, 900000001, LOT, -51, 50, -1     | points_entry_balance_after_check"
            })
    void anEntryThatBreaksTheChainIsRefused(String what, String values, String constraint) {
        assertThatThrownBy(() -> run(entry(values)))
                .as(what)
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining(constraint);
    }

    @Test
    void aPostingCountsOnceForAnAccount() {
        run(entry("ACCOUNT, 2, 900000000, LOT, 7, 50, 57"));

        assertThatThrownBy(() -> run(entry("ACCOUNT, 3, 900000000, LOT, 7, 57, 64")))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("points_entry_of_posting");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE points_entry SET balance_after = 51, points = 51 WHERE account_id = ACCOUNT",
                "DELETE FROM points_entry WHERE account_id = ACCOUNT",
                "TRUNCATE points_entry",
                "UPDATE points_lot SET points = 51 WHERE id = LOT",
                "UPDATE points_lot SET expires_at = NULL WHERE id = LOT",
                "DELETE FROM points_lot",
                "TRUNCATE points_lot CASCADE",
                "UPDATE posting SET points = 51 WHERE lot_id = LOT",
                "DELETE FROM posting",
                "TRUNCATE posting CASCADE"
            })
    void whatIsWrittenStays(String statement) {
        assertThatThrownBy(() -> run(statement))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    private static String entry(String values) {
        return "INSERT INTO points_entry (org_id, account_id, seq, posting_id, lot_id, points, balance_before, balance_after) VALUES (ORG, "
                + values + ")";
    }

    private void run(String statement) {
        String sql = statement
                .replace("ORG", Long.toString(world.org))
                .replace("ACCOUNT", account)
                .replace("LOT", lot);
        world.write(() -> world.jdbc.sql(sql).update());
    }
}
