package io.guildhall.company.store;

import io.guildhall.company.domain.Company;
import io.guildhall.company.domain.CompanyState;
import io.guildhall.count.Counting;
import io.guildhall.postgres.LostRace;
import io.guildhall.postgres.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Makes companies what they were. The caller has the organisation's companies to itself ([Companies#holdTree]).
@Repository
public class CompanyRestores {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Companies companies;
    private final Counting counting;

    CompanyRestores(JdbcClient jdbc, JsonMapper json, Companies companies, Counting counting) {
        this.jdbc = jdbc;
        this.json = json;
        this.companies = companies;
        this.counting = counting;
    }

    private record Row(long id, CompanyState state) {}

    /// Locks these companies, also those whose creation was taken back, until the transaction ends: nobody is linked to
    /// one meanwhile.
    public void hold(long orgId, Collection<Long> ids) {
        jdbc.sql("SELECT id FROM company WHERE org_id = :org AND id = ANY(:ids) ORDER BY id FOR UPDATE")
                .param("org", orgId)
                .param("ids", SqlArrays.longs(ids))
                .query((rs, _) -> rs.getLong("id"))
                .list();
    }

    /// Ids of the companies directly below each of these.
    public Map<Long, Set<Long>> below(long orgId, Collection<Long> ids) {
        Map<Long, Set<Long>> below = new HashMap<>();
        jdbc.sql("""
                        SELECT id, parent_id
                          FROM company
                         WHERE org_id = :org AND parent_id = ANY(:ids) AND removed_at = 'infinity'
                        """).param("org", orgId).param("ids", SqlArrays.longs(ids)).query(rs -> {
            below.computeIfAbsent(rs.getLong("parent_id"), _ -> new HashSet<>()).add(rs.getLong("id"));
        });
        return below;
    }

    /// Gives each company, there or not, the state.
    ///
    /// @throws LostRace when a concurrent call has taken a key
    public void restoreAll(long orgId, SortedMap<Long, CompanyState> targets, Instant at) {
        if (targets.isEmpty()) {
            return;
        }
        List<Row> rows = new ArrayList<>();
        targets.forEach((id, state) -> rows.add(new Row(id, state)));
        try {
            jdbc.sql("""
                            UPDATE company AS c
                               SET external_id = u.external_id, name = u.name, active = u.active,
                                   extended_fields = CAST(u.fields AS jsonb), removed_at = 'infinity', modified_at = :at
                              FROM unnest(:ids, :externalIds, :names, :actives, :fields)
                                     AS u(id, external_id, name, active, fields),
                                   company AS b
                             WHERE c.org_id = :org AND c.id = ANY(:ids) AND c.id = u.id
                               AND b.org_id = :org AND b.id = c.id
                            RETURNING c.hierarchy_id, b.removed_at = 'infinity' AS was_there, b.active AS was_active,
                                      true AS is_there, c.active AS is_active
                            """)
                    .param("org", orgId)
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param("ids", SqlArrays.longs(rows, Row::id))
                    .param(
                            "externalIds",
                            SqlArrays.text(rows, row -> row.state().externalId()))
                    .param("names", SqlArrays.text(rows, row -> row.state().name()))
                    .param(
                            "actives",
                            SqlArrays.array("boolean", rows, row -> row.state().active()))
                    .param(
                            "fields",
                            SqlArrays.text(
                                    rows,
                                    row -> json.writeValueAsString(
                                            row.state().extendedFields().values())))
                    .query((rs, _) -> changed(rs))
                    .list()
                    .forEach(company -> count(orgId, company, at));
        } catch (DuplicateKeyException taken) {
            throw new LostRace("companies");
        }
        moveBack(orgId, targets);
    }

    /// A call moves one company at most, so this loop has one round at most.
    private void moveBack(long orgId, SortedMap<Long, CompanyState> targets) {
        Map<Long, Company> stored = new HashMap<>();
        companies
                .findAll(orgId, List.of(), targets.keySet())
                .forEach(placed -> stored.put(placed.company().id(), placed.company()));
        for (Map.Entry<Long, CompanyState> target : targets.entrySet()) {
            Company company = stored.get(target.getKey());
            Long parent = target.getValue().parentId();
            if (company != null && !Objects.equals(company.parentId(), parent)) {
                move(orgId, company, parent);
            }
        }
    }

    private void move(long orgId, Company company, @Nullable Long parentId) {
        List<Long> path = new ArrayList<>();
        if (parentId != null) {
            companies
                    .findAll(orgId, List.of(), List.of(parentId))
                    .forEach(parent -> path.addAll(parent.company().path()));
        }
        path.add(company.id());
        Company moved = new Company(
                company.id(),
                company.externalId(),
                company.name(),
                company.hierarchyId(),
                parentId,
                path,
                company.extendedFields(),
                company.active());
        List<Long> within = companies.holdWithin(orgId, company.id()).stream()
                .map(placed -> placed.company().id())
                .toList();
        companies.move(orgId, moved, within);
    }

    /// Nobody belongs to these any more, and nothing stands below them. What tells of them in the past goes on doing
    /// so.
    public void removeAll(long orgId, Collection<Long> ids, Instant at) {
        if (ids.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        UPDATE company AS c
                           SET removed_at = :at, active = false, modified_at = :at
                          FROM company AS b
                         WHERE c.org_id = :org AND c.id = ANY(:ids) AND b.org_id = :org AND b.id = c.id
                        RETURNING c.hierarchy_id, b.removed_at = 'infinity' AS was_there, b.active AS was_active,
                                  false AS is_there, c.active AS is_active
                        """)
                .param("org", orgId)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("ids", SqlArrays.longs(ids))
                .query((rs, _) -> changed(rs))
                .list()
                .forEach(company -> count(orgId, company, at));
    }

    /// What became of a company. The row that is updated is joined with itself as it was: it is held.
    private record Changed(long hierarchyId, boolean wasThere, boolean wasActive, boolean isThere, boolean isActive) {}

    private static Changed changed(ResultSet rs) throws SQLException {
        return new Changed(
                rs.getLong("hierarchy_id"),
                rs.getBoolean("was_there"),
                rs.getBoolean("was_active"),
                rs.getBoolean("is_there"),
                rs.getBoolean("is_active"));
    }

    private void count(long orgId, Changed company, Instant at) {
        if (company.wasThere()) {
            counting.companies(orgId, company.hierarchyId(), company.wasActive(), at, -1);
        }
        if (company.isThere()) {
            counting.companies(orgId, company.hierarchyId(), company.isActive(), at, 1);
        }
    }
}
