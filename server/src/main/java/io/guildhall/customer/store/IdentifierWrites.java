package io.guildhall.customer.store;

import io.guildhall.customer.domain.Identifier;
import io.guildhall.postgres.LostRace;
import io.guildhall.postgres.SqlArrays;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Writes the identifiers of profiles: one statement, whatever their number. Its key is the judge of who was first.
@Repository
class IdentifierWrites {
    private static final Comparator<IdentifierRow> KEY_ORDER = Comparator.comparing(
                    (IdentifierRow row) -> row.identifier().type().wireName())
            .thenComparing(row -> row.identifier().matchKey())
            .thenComparing(row -> row.profile().profile().key().source())
            .thenComparing(row -> row.profile().profile().key().accountId());

    private final JdbcClient jdbc;

    IdentifierWrites(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record IdentifierRow(ProfileRow profile, int position, Identifier identifier) {}

    /// @throws LostRace when a concurrent call has registered one of them in the meantime
    void insertAll(long orgId, List<ProfileRow> profiles) {
        List<IdentifierRow> rows = new ArrayList<>();
        for (ProfileRow profile : profiles) {
            List<Identifier> identifiers = profile.profile().identifiers();
            for (int i = 0; i < identifiers.size(); i++) {
                rows.add(new IdentifierRow(profile, i, identifiers.get(i)));
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        // in key order: two calls with the same new identifiers then wait for each other in one direction only
        rows.sort(KEY_ORDER);
        int inserted = jdbc.sql("""
                        INSERT INTO customer_identifier (org_id, type, match_key, source, account_id, customer_id, value, position)
                        SELECT o.org_id, u.type, u.match_key, u.source, u.account_id, u.customer_id, u.value, u.position
                          FROM org AS o,
                               unnest(:types, :keys, :sources, :accounts, :customers, :values, :positions)
                                 AS u(type, match_key, source, account_id, customer_id, value, position)
                         WHERE o.org_id = :org
                        ON CONFLICT (org_id, type, match_key, source, account_id) DO NOTHING
                        """)
                .param("org", orgId)
                .param(
                        "types",
                        SqlArrays.text(rows, row -> row.identifier().type().wireName()))
                .param("keys", SqlArrays.text(rows, row -> row.identifier().matchKey()))
                .param(
                        "sources",
                        SqlArrays.text(
                                rows, row -> row.profile().profile().key().source()))
                .param(
                        "accounts",
                        SqlArrays.text(
                                rows, row -> row.profile().profile().key().accountId()))
                .param("customers", SqlArrays.longs(rows, row -> row.profile().customerId()))
                .param("values", SqlArrays.text(rows, row -> row.identifier().value()))
                .param("positions", SqlArrays.array("smallint", rows, row -> (short) row.position()))
                .update();
        if (inserted < rows.size()) {
            throw new LostRace("identifiers");
        }
    }
}
