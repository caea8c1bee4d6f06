package io.guildhall.association;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.TestOrganisation;
import io.guildhall.postgres.TenantTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the tables hold of one organisation, and what must hold of it whatever happened.
final class StoredLinks {
    private static final List<String> TABLES = List.of(
            "customer",
            "customer_profile",
            "customer_identifier",
            "company",
            "association",
            "association_spell",
            "change_set",
            "change_record");

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;
    private final long orgId;

    StoredLinks(JdbcClient jdbc, TenantTransactions transactions, TestOrganisation organisation) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.orgId = jdbc.sql("SELECT org_id FROM org WHERE code = :code")
                .param("code", organisation.code())
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    long count(String fromWhere) {
        return transactions.read(
                orgId,
                () -> jdbc.sql("SELECT count(*) FROM " + fromWhere)
                        .query((rs, _) -> rs.getLong(1))
                        .single());
    }

    List<Map.Entry<String, Long>> rows() {
        List<Map.Entry<String, Long>> rows = new ArrayList<>();
        TABLES.forEach(table -> rows.add(Map.entry(table, count(table))));
        return rows;
    }

    void areInOrder() {
        assertThat(count("""
                        association AS a
                         WHERE a.child_count <> (SELECT count(*) FROM association_spell AS s
                                                  WHERE s.parent_id = a.id AND s.to_at = 'infinity')"""))
                .as("memberships whose count of children is not the number of open spells below them")
                .isZero();
        assertThat(count("""
                        association AS a
                         WHERE (SELECT count(*) FROM association_spell AS s
                                 WHERE s.association_id = a.id AND s.to_at = 'infinity')
                               <> (CASE WHEN a.ended_at = 'infinity' THEN 1 ELSE 0 END)"""))
                .as("memberships with another number of open spells than one")
                .isZero();
        assertThat(count("""
                        association_spell AS s
                          JOIN association AS a ON a.id = s.association_id
                          JOIN association AS p ON p.id = s.parent_id
                         WHERE a.hierarchy_id <> p.hierarchy_id""")).as("spells under a parent of another hierarchy").isZero();
        assertThat(count("""
                        association_spell AS s
                          JOIN association_spell AS next
                            ON next.association_id = s.association_id AND next.from_at > s.from_at
                         WHERE next.from_at < s.to_at""")).as("spells of one membership that overlap").isZero();
    }
}
