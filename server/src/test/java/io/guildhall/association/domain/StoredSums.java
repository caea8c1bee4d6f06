package io.guildhall.association.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.count.CountTruth;
import java.util.LinkedHashMap;
import java.util.Map;

/// What must hold of everything an organisation has stored, whatever happened: statements that find nothing.
final class StoredSums {
    private static final Map<String, String> NONE_OF = new LinkedHashMap<>();

    static {
        NONE_OF.put("accounts whose balance is not the sum of their entries", """
                points_account AS a
                 WHERE a.kind = 'CUSTOMER'
                   AND (SELECT e.balance_after FROM points_entry AS e WHERE e.account_id = a.id ORDER BY e.seq DESC LIMIT 1)
                       IS DISTINCT FROM (SELECT sum(e.points) FROM points_entry AS e WHERE e.account_id = a.id)""");
        NONE_OF.put("accounts whose entries are not the sum of their postings", """
                points_account AS a
                 WHERE a.kind = 'CUSTOMER'
                   AND (SELECT sum(e.points) FROM points_entry AS e WHERE e.account_id = a.id)
                       IS DISTINCT FROM
                       (SELECT sum(CASE WHEN p.to_account = a.id THEN p.points ELSE -p.points END) FROM posting AS p
                         WHERE a.id IN (p.to_account, p.from_account))""");
        NONE_OF.put("programmes whose accounts together are not 0", """
                (SELECT a.program_id FROM points_account AS a
                   JOIN posting AS p ON a.id IN (p.to_account, p.from_account)
                  GROUP BY a.program_id
                 HAVING sum(CASE WHEN p.to_account = a.id THEN p.points ELSE -p.points END) <> 0) AS uneven""");
        NONE_OF.put("lots that are not as large as the posting that credits them", """
                points_lot AS l
                 WHERE l.points IS DISTINCT FROM
                       (SELECT sum(p.points) FROM posting AS p WHERE p.lot_id = l.id AND p.to_account = l.account_id)""");
        NONE_OF.put("people enrolled twice in one programme", """
                (SELECT 1 FROM enrolment AS e GROUP BY e.customer_id, e.program_id HAVING count(*) > 1) AS twice""");
        NONE_OF.put("loyalty customers outside the default programme", """
                customer AS c
                 WHERE c.loyalty AND NOT EXISTS (SELECT FROM enrolment AS e WHERE e.customer_id = c.id AND e.program_id = 71)""");
        NONE_OF.put("people enrolled although they are no loyalty customers", """
                customer AS c
                 WHERE NOT c.loyalty AND EXISTS (SELECT FROM enrolment AS e WHERE e.customer_id = c.id)""");
        NONE_OF.put("numbers that two cards have", """
                (SELECT 1 FROM card AS c GROUP BY c.number HAVING count(*) > 1) AS twice""");
        NONE_OF.put("cards of nobody there is", """
                card AS c
                 WHERE c.customer_id IS NOT NULL AND NOT EXISTS (SELECT FROM customer AS h WHERE h.id = c.customer_id)""");
        NONE_OF.put("series with another number of cards than their counter has drawn", """
                card_series AS s
                 WHERE s.next_counter - CASE s.id WHEN 521 THEN 0 ELSE 1 END
                       <> (SELECT count(*) FROM card AS c WHERE c.series_id = s.id)
                   AND s.id <> 503""");
        NONE_OF.put("people who were registered as loyalty customers without a card", """
                customer AS c
                 JOIN change_record AS r ON r.entity_type = 'CUSTOMER' AND r.entity_id = c.id AND r.action = 'CREATE'
                 WHERE (r.after ->> 'loyaltyType') = 'loyalty'
                   AND NOT EXISTS (SELECT FROM card AS k WHERE k.customer_id = c.id)""");
        NONE_OF.put(
                "people without a record of their registration", recorded("customer AS t", "CUSTOMER", "t.id", "true"));
        NONE_OF.put(
                "companies without a record of their creation", recorded("company AS t", "COMPANY", "t.id", "true"));
        NONE_OF.put("cards without a record of their creation", recorded("card AS t", "CARD", "t.id", "true"));
        NONE_OF.put(
                "enrolments without a record in their change set",
                recorded("enrolment AS t", "ENROLMENT", "t.id", "r.change_id = t.change_id"));
        NONE_OF.put("spells without a record in their change set", """
                association_spell AS s
                  JOIN association AS a ON a.id = s.association_id
                 WHERE (SELECT count(*) FROM change_record AS r
                         WHERE r.change_id = s.change_id AND r.entity_type = 'ASSOCIATION' AND r.entity_id = a.id
                           AND r.action = CASE WHEN s.from_at = a.started_at THEN 'CREATE' ELSE 'UPDATE' END) <> 1""");
        NONE_OF.put("records of links without a spell", """
                change_record AS r
                 WHERE r.entity_type = 'ASSOCIATION'
                   AND NOT EXISTS (SELECT FROM association_spell AS s
                                    WHERE s.association_id = r.entity_id AND s.change_id = r.change_id)""");
        NONE_OF.put("records of nothing that is there", """
                change_record AS r
                 WHERE NOT CASE r.entity_type
                     WHEN 'CUSTOMER' THEN EXISTS (SELECT FROM customer AS t WHERE t.id = r.entity_id)
                     WHEN 'COMPANY' THEN EXISTS (SELECT FROM company AS t WHERE t.id = r.entity_id)
                     WHEN 'CARD' THEN EXISTS (SELECT FROM card AS t WHERE t.id = r.entity_id)
                     WHEN 'ENROLMENT' THEN EXISTS (SELECT FROM enrolment AS t WHERE t.id = r.entity_id)
                     ELSE true END""");
    }

    private StoredSums() {}

    private static String recorded(String table, String type, String id, String further) {
        return table + " WHERE (SELECT count(*) FROM change_record AS r WHERE r.entity_type = '" + type
                + "' AND r.entity_id = " + id + " AND r.action = 'CREATE' AND " + further + ") <> 1";
    }

    static void areRight(StoredWorld stored, String whose) {
        CountTruth.NONE_OF.forEach((what, where) ->
                assertThat(stored.count(where)).as("%s, %s", what, whose).isZero());
        NONE_OF.forEach((what, where) ->
                assertThat(stored.count(where)).as("%s, %s", what, whose).isZero());
    }
}
