package io.guildhall.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.e2e.PackagedService.DatabaseAccess;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Holds the outcome against the tables: nothing is there twice, nothing is there that nobody was told of.
final class DatabaseCheck {
    private final DatabaseAccess access;
    private final Outcome outcome;

    DatabaseCheck(DatabaseAccess access, Outcome outcome) {
        this.access = access;
        this.outcome = outcome;
    }

    void run() throws SQLException {
        try (Connection connection = DriverManager.getConnection(access.url(), access.user(), access.password());
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = guildhall");
            people(statement);
            places(statement);
            children(statement);
            numbers(statement);
            log(statement);
        }
    }

    private void people(Statement statement) throws SQLException {
        long people = outcome.people().size();
        assertThat(number(statement, "SELECT count(*) FROM customer"))
                .as("people")
                .isEqualTo(people);
        assertThat(number(statement, "SELECT count(*) FROM customer_profile"))
                .as("profiles")
                .isEqualTo(people);
        assertThat(number(statement, "SELECT count(*) FROM customer_identifier"))
                .as("identifiers")
                .isEqualTo(people);
        assertThat(pairs(statement, "SELECT value, customer_id FROM customer_identifier"))
                .isEqualTo(outcome.ids().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().toString())));
        assertThat(number(statement, "SELECT count(*) FROM company"))
                .as("companies")
                .isEqualTo(outcome.companies().size());
        assertThat(pairs(statement, "SELECT external_id, 1 FROM company").keySet())
                .isEqualTo(outcome.companies());
    }

    private void places(Statement statement) throws SQLException {
        long people = outcome.people().size();
        assertThat(number(statement, "SELECT count(*) FROM association"))
                .as("memberships")
                .isEqualTo(people);
        assertThat(number(statement, "SELECT count(*) FROM association_spell WHERE to_at = 'infinity'"))
                .as("open spells")
                .isEqualTo(people);
        assertThat(number(statement, "SELECT count(*) FROM association_spell"))
                .as("spells, ended ones included")
                .isEqualTo(people + outcome.moves());
        Map<String, String> expected = new HashMap<>();
        outcome.people()
                .forEach((person, newcomer) -> expected.put(
                        person,
                        String.join(
                                " ",
                                newcomer.role(),
                                newcomer.company(),
                                outcome.parents().get(person))));
        assertThat(pairs(statement, """
                        SELECT i.value, s.role_code || ' ' || c.external_id || ' ' || coalesce(p.value, '')
                          FROM customer_identifier AS i
                          JOIN association AS a ON a.customer_id = i.customer_id AND a.ended_at = 'infinity'
                          JOIN association_spell AS s ON s.association_id = a.id AND s.to_at = 'infinity'
                          JOIN company AS c ON c.id = s.company_id
                          LEFT JOIN association AS above ON above.id = s.parent_id
                          LEFT JOIN customer_identifier AS p ON p.customer_id = above.customer_id
                        """)).as("role, company and parent").isEqualTo(expected);
    }

    private static void children(Statement statement) throws SQLException {
        assertThat(pairs(statement, """
                        SELECT a.id, a.child_count || ' counted, there are ' || count(s.id)
                          FROM association AS a
                          LEFT JOIN association_spell AS s ON s.parent_id = a.id AND s.to_at = 'infinity'
                         GROUP BY a.id, a.child_count
                        HAVING a.child_count <> count(s.id)
                        """)).as("miscounted children").isEmpty();
    }

    /// What calls noted, be it summed up or not, is what is there: nothing was lost or taken twice with the process.
    private static void numbers(Statement statement) throws SQLException {
        assertThat(pairs(statement, """
                        SELECT COALESCE(t.org_id, k.org_id) || ' ' || COALESCE(t.role_code, k.role_code),
                               COALESCE(k.n, 0) || ' by the numbers, there are ' || COALESCE(t.n, 0)
                          FROM (SELECT s.org_id, s.role_code, s.company_id, count(*) AS n
                                  FROM association_spell AS s WHERE s.to_at = 'infinity' GROUP BY 1, 2, 3) AS t
                          FULL JOIN
                               (SELECT x.org_id, x.role_code, x.company_id, sum(x.n) AS n
                                  FROM (SELECT l.org_id, l.role_code, NULLIF(l.company_id, 0) AS company_id, l.links AS n
                                          FROM link_count AS l
                                        UNION ALL
                                        SELECT c.org_id, c.role_code, NULLIF(c.company_id, 0), c.change
                                          FROM count_change AS c WHERE c.subject = 'LINK') AS x
                                 GROUP BY 1, 2, 3) AS k
                            ON k.org_id = t.org_id AND k.role_code = t.role_code
                               AND COALESCE(k.company_id, 0) = COALESCE(t.company_id, 0)
                         WHERE COALESCE(t.n, 0) <> COALESCE(k.n, 0)
                        """)).as("miscounted links").isEmpty();
        assertThat(number(statement, """
                        SELECT COALESCE(sum(x.change), 0)
                          FROM (SELECT d.change FROM day_count AS d WHERE d.subject = 'PERSON'
                                UNION ALL
                                SELECT c.change FROM count_change AS c WHERE c.subject = 'PERSON') AS x
                        """))
                .as("people, by the numbers")
                .isEqualTo(number(statement, "SELECT count(*) FROM customer"));
    }

    /// What is stored of an Idempotency-Key: SHA-256 of the canonical path and the key.
    private static String hashed(Call call) {
        String named = "/v2/customers/bulk\n" + call.key();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(named.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private void log(Statement statement) throws SQLException {
        List<Acknowledged> acknowledged = outcome.acknowledged();
        assertThat(pairs(statement, "SELECT id, method FROM change_set WHERE till_id IS NOT NULL"))
                .as("change sets")
                .isEqualTo(acknowledged.stream()
                        .collect(Collectors.toMap(
                                Acknowledged::changeId, one -> one.call().method())));
        assertThat(pairs(statement, "SELECT key, headers ->> 'X-Change-Id' FROM idempotency_key"))
                .as("stored answers")
                .isEqualTo(acknowledged.stream()
                        .collect(Collectors.toMap(one -> hashed(one.call()), Acknowledged::changeId)));
        assertThat(number(statement, """
                        SELECT count(*) FROM change_record WHERE entity_type = 'COMPANY' AND action = 'CREATE'
                        """))
                .as("companies made, by the change sets")
                .isEqualTo(outcome.companies().size());
        assertThat(number(statement, """
                        SELECT count(*) FROM association_spell AS s
                         WHERE NOT EXISTS (SELECT FROM change_record AS r
                                            WHERE r.change_id = s.change_id AND r.entity_id = s.association_id
                                              AND r.entity_type = 'ASSOCIATION')
                        """))
                .as("spells that no change set tells of")
                .isZero();
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Map<String, String> pairs(Statement statement, String query) throws SQLException {
        Map<String, String> pairs = new HashMap<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                pairs.put(rows.getString(1), rows.getString(2));
            }
        }
        return pairs;
    }
}
