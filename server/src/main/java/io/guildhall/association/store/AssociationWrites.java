package io.guildhall.association.store;

import io.guildhall.count.Counting;
import io.guildhall.postgres.LostRace;
import io.guildhall.postgres.SqlArrays;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Writes memberships and spells: one statement per table, whatever their number. Unique keys and the count of
/// children are the judge in a race. Every spell that starts or ends is counted here.
@Repository
public class AssociationWrites {
    public static final String ID_SEQUENCE = "association_id";
    public static final String SPELL_ID_SEQUENCE = "association_spell_id";

    private final JdbcClient jdbc;
    private final Counting counting;

    AssociationWrites(JdbcClient jdbc, Counting counting) {
        this.jdbc = jdbc;
        this.counting = counting;
    }

    /// A membership about to start.
    ///
    /// @param childCount direct children it starts with
    public record NewMembership(long id, long customerId, long hierarchyId, int childCount) {}

    /// A spell about to start; ended at the same instant is the open one of the same membership, if any.
    ///
    /// @param hierarchyId of the membership
    public record NewSpell(
            long id,
            long associationId,
            long hierarchyId,
            String roleCode,
            @Nullable Long parentId,
            @Nullable Long companyId,
            boolean defaultChild,
            Instant from) {}

    /// How many children a membership gains or loses.
    ///
    /// @param cap most children that its role allows
    public record ChildCountChange(long associationId, int change, int cap) {}

    public void startAll(long orgId, List<NewMembership> memberships, Instant at) {
        if (memberships.isEmpty()) {
            return;
        }
        int started = jdbc.sql("""
                        INSERT INTO association (org_id, id, customer_id, hierarchy_id, child_count, started_at)
                        SELECT o.org_id, u.id, u.customer_id, u.hierarchy_id, u.child_count, :at
                          FROM org AS o,
                               unnest(:ids, :customers, :hierarchies, :counts) AS u(id, customer_id, hierarchy_id, child_count)
                         WHERE o.org_id = :org
                        ON CONFLICT (org_id, customer_id, ended_at) DO NOTHING
                        """)
                .param("org", orgId)
                .param("at", utc(at))
                .param("ids", SqlArrays.longs(memberships, NewMembership::id))
                .param("customers", SqlArrays.longs(memberships, NewMembership::customerId))
                .param("hierarchies", SqlArrays.longs(memberships, NewMembership::hierarchyId))
                .param("counts", SqlArrays.array("integer", memberships, NewMembership::childCount))
                .update();
        if (started < memberships.size()) {
            throw new LostRace("memberships");
        }
    }

    /// A membership, open or ended, that becomes somebody else's.
    public record NewHolder(long from, long to) {}

    /// Hands memberships over, with their spells and everybody below them; of two that ended at the same instant the
    /// taker keeps the own one.
    public void moveAll(long orgId, List<NewHolder> holders) {
        if (holders.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        UPDATE association AS a
                           SET customer_id = u.taker
                          FROM unnest(:froms, :takers) AS u(giver, taker)
                         WHERE a.org_id = :org AND a.customer_id = ANY(:froms) AND a.customer_id = u.giver
                           AND NOT EXISTS (
                               SELECT 1
                                 FROM association AS other
                                WHERE other.org_id = :org AND other.ended_at = a.ended_at
                                  AND other.customer_id = ANY(ARRAY(
                                      SELECT u.taker
                                      UNION ALL
                                      SELECT v.giver
                                        FROM unnest(:froms, :takers) AS v(giver, taker)
                                       WHERE v.taker = u.taker AND v.giver < u.giver))
                               OFFSET 0)
                        """)
                .param("org", orgId)
                .param("froms", SqlArrays.longs(holders, NewHolder::from))
                .param("takers", SqlArrays.longs(holders, NewHolder::to))
                .update();
    }

    /// Ends the open spells of these memberships at the instant their next ones start.
    public void endSpells(long orgId, List<NewSpell> starting, UUID changeId) {
        if (starting.isEmpty()) {
            return;
        }
        List<NewSpell> next = starting.stream()
                .sorted(Comparator.comparingLong(NewSpell::associationId))
                .toList();
        List<EndedSpell> ended = jdbc.sql("""
                        UPDATE association_spell AS s
                           SET to_at = (:ats)[width_bucket(s.association_id, :associations)], end_change_id = :change
                         WHERE s.org_id = :org AND s.association_id = ANY(:associations) AND s.to_at = 'infinity'
                        RETURNING s.association_id, s.role_code, s.company_id
                        """)
                .param("org", orgId)
                .param("change", changeId)
                .param("associations", SqlArrays.longs(next, NewSpell::associationId))
                .param("ats", SqlArrays.array("timestamptz", next, spell -> utc(spell.from())))
                .query((rs, _) -> new EndedSpell(
                        rs.getLong("association_id"),
                        rs.getString("role_code"),
                        Associations.nullableLong(rs, "company_id")))
                .list();
        if (ended.size() < next.size()) {
            throw new LostRace("spells");
        }
        Map<Long, NewSpell> byMembership =
                next.stream().collect(Collectors.toMap(NewSpell::associationId, Function.identity()));
        for (EndedSpell spell : ended) {
            NewSpell after = Objects.requireNonNull(byMembership.get(spell.associationId()));
            counting.links(orgId, after.hierarchyId(), spell.roleCode(), spell.companyId(), after.from(), -1);
        }
    }

    private record EndedSpell(
            long associationId, String roleCode, @Nullable Long companyId) {}

    public void startSpells(long orgId, Collection<NewSpell> spells, UUID changeId) {
        if (spells.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO association_spell (org_id, id, association_id, role_code, parent_id, company_id,
                                                       default_child, from_at, change_id)
                        SELECT o.org_id, u.id, u.association_id, u.role_code, u.parent_id, u.company_id,
                               u.default_child, u.from_at, :change
                          FROM org AS o,
                               unnest(:ids, :associations, :roles, :parents, :companies, :defaults, :froms)
                                 AS u(id, association_id, role_code, parent_id, company_id, default_child, from_at)
                         WHERE o.org_id = :org
                        """)
                .param("org", orgId)
                .param("change", changeId)
                .param("ids", SqlArrays.longs(spells, NewSpell::id))
                .param("associations", SqlArrays.longs(spells, NewSpell::associationId))
                .param("roles", SqlArrays.text(spells, NewSpell::roleCode))
                .param("parents", SqlArrays.array("bigint", spells, NewSpell::parentId))
                .param("companies", SqlArrays.array("bigint", spells, NewSpell::companyId))
                .param("defaults", SqlArrays.array("boolean", spells, NewSpell::defaultChild))
                .param("froms", SqlArrays.array("timestamptz", spells, spell -> utc(spell.from())))
                .update();
        for (NewSpell spell : spells) {
            counting.links(orgId, spell.hierarchyId(), spell.roleCode(), spell.companyId(), spell.from(), 1);
        }
    }

    /// Adds to counts of children; a cap that would be exceeded means that a concurrent call took the place, and a
    /// membership that has ended that its holder has left in between.
    ///
    /// @param changes in the order of ids
    public void changeChildCounts(long orgId, List<ChildCountChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        int changed = jdbc.sql("""
                        UPDATE association AS a
                           SET child_count = a.child_count + (:changes)[width_bucket(a.id, :ids)]
                         WHERE a.org_id = :org AND a.id = ANY(:ids)
                           AND ((:changes)[width_bucket(a.id, :ids)] <= 0
                                OR a.ended_at = 'infinity'
                                   AND a.child_count + (:changes)[width_bucket(a.id, :ids)]
                                         <= (:caps)[width_bucket(a.id, :ids)])
                        """)
                .param("org", orgId)
                .param("ids", SqlArrays.longs(changes, ChildCountChange::associationId))
                .param("changes", SqlArrays.array("integer", changes, ChildCountChange::change))
                .param("caps", SqlArrays.array("integer", changes, ChildCountChange::cap))
                .update();
        if (changed < changes.size()) {
            throw new LostRace("places for children");
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
