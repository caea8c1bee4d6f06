package io.guildhall.change.store;

import io.guildhall.postgres.SqlArrays;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What the log of changes and the stored answers hold of people who are being erased. Sealed records need nothing
/// done:
/// their key is destroyed.
@Repository
public class PersonalRecords {
    private final JdbcClient jdbc;

    PersonalRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Cards that these people have or have had.
    public List<Long> cards(long orgId, Collection<Long> people) {
        return jdbc.sql("""
                        SELECT DISTINCT entity_id
                          FROM change_record
                         WHERE org_id = :org AND entity_type = 'CARD' AND person_id = ANY(:people)
                        """)
                .param("org", orgId)
                .param("people", SqlArrays.longs(people))
                .query((rs, _) -> rs.getLong(1))
                .list();
    }

    /// How many records there are of these people and their cards.
    public long count(long orgId, Collection<Long> people) {
        return jdbc.sql("""
                        SELECT (SELECT count(*) FROM change_record AS r
                                 WHERE r.org_id = :org AND r.entity_type = 'CUSTOMER' AND r.entity_id = ANY(:people))
                             + (SELECT count(*) FROM change_record AS r
                                 WHERE r.org_id = :org AND r.entity_type = 'CARD' AND r.person_id = ANY(:people))
                        """)
                .param("org", orgId)
                .param("people", SqlArrays.longs(people))
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// Empties records that stand there in clear: those of before people had keys, and those of cards that were made
    /// before somebody had them.
    public void emptyClear(long orgId, Collection<Long> people, Collection<Long> cards) {
        jdbc.sql("SELECT empty_clear_records(:people, :cards)")
                .param("people", SqlArrays.longs(people))
                .param("cards", SqlArrays.longs(cards))
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// How many stored answers may tell of these people.
    public long countAnswers(long orgId, Collection<Long> people) {
        return jdbc.sql(
                        "SELECT count(*) FROM idempotency_key WHERE org_id = :org AND (people IS NULL OR people && :people)")
                .param("org", orgId)
                .param("people", SqlArrays.longs(people))
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// Empties the stored answers that may tell of these people. The keys stay: what has been done is not done again.
    public void emptyAnswers(long orgId, Collection<Long> people) {
        jdbc.sql("""
                        UPDATE idempotency_key
                           SET answer = '', fingerprint = '', headers = '{}', people = '{}',
                               key = CASE WHEN key LIKE 'sha256:%' THEN key
                                          ELSE 'sha256:' || encode(sha256(convert_to(path || chr(10) || key, 'UTF8')), 'hex') END
                         WHERE org_id = :org AND (people IS NULL OR people && :people)
                        """)
                .param("org", orgId)
                .param("people", SqlArrays.longs(people))
                .update();
    }
}
