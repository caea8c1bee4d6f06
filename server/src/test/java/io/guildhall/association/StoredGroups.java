package io.guildhall.association;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.TestOrganisation;
import io.guildhall.postgres.TenantTransactions;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the tables hold of one organisation's groups, and what must hold of it whatever happened.
final class StoredGroups {
    private final JdbcClient jdbc;
    private final TenantTransactions transactions;
    private final long orgId;

    StoredGroups(JdbcClient jdbc, TenantTransactions transactions, TestOrganisation organisation) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.orgId = jdbc.sql("SELECT org_id FROM org WHERE code = :code")
                .param("code", organisation.code())
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// The members of this person's group by externalId, with what they are in it.
    List<String> of(String owner) {
        return transactions.read(
                orgId,
                () -> jdbc.sql("""
                        SELECT i.value || CASE WHEN m.primary_member THEN ' primary' ELSE '' END
                                       || CASE WHEN m.default_group THEN ' default' ELSE '' END
                          FROM user_group_member AS p
                          JOIN customer_identifier AS pi ON pi.customer_id = p.customer_id
                          JOIN user_group_member AS m ON m.group_id = p.group_id AND m.to_at = 'infinity'
                          JOIN customer_identifier AS i ON i.customer_id = m.customer_id
                         WHERE pi.value = :owner AND p.primary_member AND p.to_at = 'infinity'
                        """)
                        .param("owner", owner)
                        .query((rs, _) -> rs.getString(1))
                        .list());
    }

    long count(String fromWhere) {
        return transactions.read(
                orgId,
                () -> jdbc.sql("SELECT count(*) FROM " + fromWhere)
                        .query((rs, _) -> rs.getLong(1))
                        .single());
    }

    /// Leaves no room in this person's group.
    void fill(String owner) {
        int filled = transactions.write(
                orgId, () -> jdbc.sql("""
                        UPDATE user_group SET member_count = max_size
                         WHERE id IN (SELECT m.group_id
                                        FROM user_group_member AS m
                                        JOIN customer_identifier AS i ON i.customer_id = m.customer_id
                                       WHERE i.value = :owner AND m.primary_member)
                        """).param("owner", owner).update());
        assertThat(filled).isEqualTo(1);
    }

    /// Who must belong to which group, by the links alone, is compared with who does.
    private static final String DIFFERENCE = """
            (WITH RECURSIVE place AS (
               SELECT a.id, a.customer_id, s.parent_id, s.role_code = 'OWNER' AS owner
                 FROM association AS a
                 JOIN association_spell AS s ON s.association_id = a.id AND s.to_at = 'infinity'
             ), above AS (
               SELECT p.id AS owner_id, p.id, p.customer_id, p.parent_id FROM place AS p WHERE p.owner
                UNION ALL
               SELECT u.owner_id, p.id, p.customer_id, p.parent_id
                 FROM above AS u JOIN place AS p ON p.id = u.parent_id
             ), below AS (
               SELECT p.id AS owner_id, p.id, p.customer_id FROM place AS p WHERE p.owner
                UNION ALL
               SELECT b.owner_id, p.id, p.customer_id FROM below AS b JOIN place AS p ON p.parent_id = b.id
             ), wanted AS (
               SELECT owner_id, customer_id FROM above UNION SELECT owner_id, customer_id FROM below
             ), found AS (
               SELECT g.owner_id, m.customer_id
                 FROM user_group_member AS m
                 JOIN user_group AS g ON g.id = m.group_id
                WHERE m.to_at = 'infinity'
             )
             (SELECT * FROM wanted EXCEPT SELECT * FROM found)
              UNION ALL
             (SELECT * FROM found EXCEPT SELECT * FROM wanted)) AS difference
            """;

    void areInOrder() {
        assertThat(count(DIFFERENCE))
                .as("people in a group they should not be in, or not in one they should")
                .isZero();
        assertThat(count("""
                        user_group AS g
                         WHERE g.member_count <> (SELECT count(*) FROM user_group_member AS m
                                                   WHERE m.group_id = g.id AND m.to_at = 'infinity')"""))
                .as("groups whose count is not the number of their members")
                .isZero();
        assertThat(count("""
                        user_group AS g
                         WHERE 1 <> (SELECT count(*) FROM user_group_member AS m
                                      WHERE m.group_id = g.id AND m.to_at = 'infinity' AND m.primary_member)""")).as("groups without exactly one primary member").isZero();
    }
}
