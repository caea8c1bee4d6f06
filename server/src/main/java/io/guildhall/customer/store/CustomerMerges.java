package io.guildhall.customer.store;

import io.guildhall.count.Counting;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.MergePreImage;
import io.guildhall.customer.domain.Profile;
import io.guildhall.customer.domain.Subscription;
import io.guildhall.postgres.SqlArrays;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Hands over what belongs to one person to another (`spec/beyond.md` row 17): one statement per table, whatever the
/// number of people. Everybody concerned is locked. Nothing is deleted but the empty places: the victim stays as a row
/// that names the survivor.
@Repository
public class CustomerMerges {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Subscriptions subscriptions;
    private final Counting counting;

    CustomerMerges(JdbcClient jdbc, JsonMapper json, Subscriptions subscriptions, Counting counting) {
        this.jdbc = jdbc;
        this.json = json;
        this.subscriptions = subscriptions;
        this.counting = counting;
    }

    /// The subscriptions of everybody concerned, by person's id.
    public record HandedSubscriptions(Map<Long, List<Subscription>> before, Map<Long, List<Subscription>> after) {
        public static final HandedSubscriptions NONE = new HandedSubscriptions(Map.of(), Map.of());
    }

    /// One merge.
    ///
    /// @param afterwards the survivor with the victim's profiles
    public record CustomerMerge(MergePreImage before, Customer afterwards) {
        long victim() {
            return before.victim().customer().id();
        }

        long survivor() {
            return afterwards.id();
        }
    }

    private record MovingProfile(long victim, long survivor, Profile profile, int position) {}

    /// Carries merges out.
    ///
    /// @param changeId the change set they belong to
    public HandedSubscriptions mergeAll(long orgId, List<CustomerMerge> merges, UUID changeId, Instant at) {
        if (merges.isEmpty()) {
            return HandedSubscriptions.NONE;
        }
        List<CustomerMerge> ordered = merges.stream()
                .sorted(Comparator.comparingLong(CustomerMerge::victim))
                .toList();
        List<Long> people = ordered.stream()
                .flatMap(merge -> Stream.of(merge.victim(), merge.survivor()))
                .distinct()
                .toList();
        Map<Long, List<Subscription>> before = subscriptions.ofCustomers(orgId, people);
        keepPreImages(orgId, ordered, changeId, at);
        moveProfiles(orgId, movingProfiles(ordered));
        moveIdentifiers(orgId, ordered);
        leaveVictims(orgId, ordered, at);
        if (!before.isEmpty()) {
            moveSubscriptions(orgId, ordered);
        }
        moveStatusLog(orgId, ordered);
        return before.isEmpty()
                ? HandedSubscriptions.NONE
                : new HandedSubscriptions(before, subscriptions.ofCustomers(orgId, people));
    }

    private void keepPreImages(long orgId, List<CustomerMerge> merges, UUID changeId, Instant at) {
        jdbc.sql("""
                        INSERT INTO customer_merge (org_id, victim_id, survivor_id, at, change_id, pre_image, status_changes,
                                                    past_associations)
                        SELECT o.org_id, u.victim, u.survivor, :at, :change, CAST(u.image AS jsonb),
                               ARRAY(SELECT l.at
                                       FROM customer_status_log AS l
                                      WHERE l.org_id = o.org_id AND l.customer_id = u.victim),
                               ARRAY(SELECT a.id
                                       FROM association AS a
                                      WHERE a.org_id = o.org_id AND a.customer_id = u.victim
                                        AND a.ended_at < 'infinity')
                          FROM org AS o, unnest(:victims, :survivors, :images) AS u(victim, survivor, image)
                         WHERE o.org_id = :org
                        """)
                .param("org", orgId)
                .param("at", utc(at))
                .param("change", changeId)
                .param("victims", SqlArrays.longs(merges, CustomerMerge::victim))
                .param("survivors", SqlArrays.longs(merges, CustomerMerge::survivor))
                .param("images", SqlArrays.text(merges, merge -> json.writeValueAsString(merge.before())))
                .update();
    }

    private static List<MovingProfile> movingProfiles(List<CustomerMerge> merges) {
        List<MovingProfile> moving = new ArrayList<>();
        for (CustomerMerge merge : merges) {
            List<Profile> afterwards = merge.afterwards().profiles();
            for (int i = 0; i < afterwards.size(); i++) {
                if (merge.before().victim().customer().profile(afterwards.get(i).key()) != null) {
                    moving.add(new MovingProfile(merge.victim(), merge.survivor(), afterwards.get(i), i));
                }
            }
        }
        return moving;
    }

    /// Copies first: identifiers refer to their profile.
    private void moveProfiles(long orgId, List<MovingProfile> profiles) {
        jdbc.sql("""
                        INSERT INTO customer_profile (org_id, customer_id, source, account_id, position, first_name, last_name,
                                                      fields, channels, created_by, modified_by, created_at, modified_at,
                                                      merged_from)
                        SELECT o.org_id, u.survivor, p.source, p.account_id, u.position, p.first_name, p.last_name,
                               p.fields, p.channels, p.created_by, p.modified_by, p.created_at, p.modified_at, u.victim
                          FROM org AS o
                          JOIN customer_profile AS p ON p.org_id = o.org_id AND p.customer_id = ANY(:victims)
                          JOIN unnest(:victims, :survivors, :sources, :accounts, :positions)
                                 AS u(victim, survivor, source, account_id, position)
                            ON u.victim = p.customer_id AND u.source = p.source AND u.account_id = p.account_id
                         WHERE o.org_id = :org
                        """)
                .param("org", orgId)
                .param("victims", SqlArrays.longs(profiles, MovingProfile::victim))
                .param("survivors", SqlArrays.longs(profiles, MovingProfile::survivor))
                .param(
                        "sources",
                        SqlArrays.text(
                                profiles, moving -> moving.profile().key().source()))
                .param(
                        "accounts",
                        SqlArrays.text(
                                profiles, moving -> moving.profile().key().accountId()))
                .param("positions", SqlArrays.array("smallint", profiles, moving -> (short) moving.position()))
                .update();
    }

    private void moveIdentifiers(long orgId, List<CustomerMerge> merges) {
        moving(orgId, merges, """
                        UPDATE customer_identifier AS i
                           SET customer_id = u.survivor
                          FROM unnest(:victims, :survivors) AS u(victim, survivor)
                         WHERE i.org_id = :org AND i.customer_id = ANY(:victims) AND i.customer_id = u.victim
                        """);
    }

    private void leaveVictims(long orgId, List<CustomerMerge> merges, Instant at) {
        jdbc.sql("DELETE FROM customer_profile WHERE org_id = :org AND customer_id = ANY(:victims)")
                .param("org", orgId)
                .param("victims", SqlArrays.longs(merges, CustomerMerge::victim))
                .update();
        int left = jdbc.sql("""
                        UPDATE customer AS c
                           SET merged_into = u.survivor, modified_at = :at
                          FROM unnest(:victims, :survivors) AS u(victim, survivor)
                         WHERE c.org_id = :org AND c.id = ANY(:victims) AND c.id = u.victim
                        """)
                .param("org", orgId)
                .param("at", utc(at))
                .param("victims", SqlArrays.longs(merges, CustomerMerge::victim))
                .param("survivors", SqlArrays.longs(merges, CustomerMerge::survivor))
                .update();
        counting.people(orgId, at, -left);
    }

    /// Where the survivor, or another victim, has decided on the same thing, the victim's row stays where it is.
    private void moveSubscriptions(long orgId, List<CustomerMerge> merges) {
        moving(orgId, merges, """
                        UPDATE customer_subscription AS s
                           SET customer_id = u.survivor
                          FROM unnest(:victims, :survivors) AS u(victim, survivor)
                         WHERE s.org_id = :org AND s.customer_id = ANY(:victims) AND s.customer_id = u.victim
                           AND NOT EXISTS (
                               SELECT 1
                                 FROM customer_subscription AS other
                                WHERE other.org_id = :org AND other.source = s.source AND other.account_id = s.account_id
                                  AND other.channel = s.channel AND other.priority = s.priority
                                  AND other.customer_id = ANY(ARRAY(
                                      SELECT u.survivor
                                      UNION ALL
                                      SELECT v.victim
                                        FROM unnest(:victims, :survivors) AS v(victim, survivor)
                                       WHERE v.survivor = u.survivor AND v.victim < u.victim))
                               OFFSET 0)
                        """);
    }

    /// Likewise where both changed at the same instant.
    private void moveStatusLog(long orgId, List<CustomerMerge> merges) {
        moving(orgId, merges, """
                        UPDATE customer_status_log AS l
                           SET customer_id = u.survivor
                          FROM unnest(:victims, :survivors) AS u(victim, survivor)
                         WHERE l.org_id = :org AND l.customer_id = ANY(:victims) AND l.customer_id = u.victim
                           AND NOT EXISTS (
                               SELECT 1
                                 FROM customer_status_log AS other
                                WHERE other.org_id = :org AND other.at = l.at
                                  AND other.customer_id = ANY(ARRAY(
                                      SELECT u.survivor
                                      UNION ALL
                                      SELECT v.victim
                                        FROM unnest(:victims, :survivors) AS v(victim, survivor)
                                       WHERE v.survivor = u.survivor AND v.victim < u.victim))
                               OFFSET 0)
                        """);
    }

    private void moving(long orgId, List<CustomerMerge> merges, String sql) {
        jdbc.sql(sql)
                .param("org", orgId)
                .param("victims", SqlArrays.longs(merges, CustomerMerge::victim))
                .param("survivors", SqlArrays.longs(merges, CustomerMerge::survivor))
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
