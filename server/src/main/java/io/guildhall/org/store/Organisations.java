package io.guildhall.org.store;

import io.guildhall.org.domain.document.Part;
import io.guildhall.org.json.DocumentJson;
import io.guildhall.postgres.SqlArrays;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Organisations with their documents, and the tills that their documents have ever named.
@Repository
public class Organisations {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    Organisations(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// An organisation as the operator's list shows it.
    public record Listed(String code, String name, boolean active, long customers) {}

    public Optional<Long> id(String code) {
        return jdbc.sql("SELECT org_id FROM org WHERE code = :code")
                .param("code", code)
                .query((rs, _) -> rs.getLong(1))
                .optional();
    }

    public long freshId() {
        return jdbc.sql("SELECT nextval('org_id')")
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// All organisations by code. Touches no tenant's rows: people are counted by a function of the tables' owner.
    public List<Listed> all() {
        return jdbc.sql("""
                        SELECT o.code, o.name, o.active, coalesce(c.customers, 0) AS customers
                          FROM org AS o
                          LEFT JOIN customers_by_org() AS c USING (org_id)
                         ORDER BY o.code
                        """)
                .query((rs, _) -> new Listed(
                        rs.getString("code"), rs.getString("name"), rs.getBoolean("active"), rs.getLong("customers")))
                .list();
    }

    public Part document(long orgId) {
        return jdbc.sql("SELECT document FROM org WHERE org_id = :org")
                .param("org", orgId)
                .query((rs, _) -> DocumentJson.part(json.readTree(rs.getString("document"))))
                .single();
    }

    /// The version of its set-up, as of this statement.
    public long version(long orgId) {
        return jdbc.sql("SELECT version FROM org WHERE org_id = :org")
                .param("org", orgId)
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// Adds a new organisation.
    ///
    /// @return false when a concurrent call has added one of this code; nothing is added then
    public boolean add(long orgId, Part document, Instant at) {
        return jdbc.sql("""
                        INSERT INTO org (org_id, code, name, active, version, document, created_at, modified_at)
                        VALUES (:org, :code, :name, :active, 1, CAST(:document AS jsonb), :at, :at)
                        ON CONFLICT (code) DO NOTHING
                        """)
                        .param("org", orgId)
                        .param("code", document.text("code"))
                        .param("name", document.text("name"))
                        .param("active", document.flag("active"))
                        .param("document", json.writeValueAsString(DocumentJson.json(document)))
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// Stores the document and marks the set-up as changed.
    public void update(long orgId, Part document, Instant at) {
        jdbc.sql("""
                        UPDATE org
                           SET name = :name, active = :active, document = CAST(:document AS jsonb),
                               version = version + 1, modified_at = :at
                         WHERE org_id = :org
                        """)
                .param("org", orgId)
                .param("name", document.text("name"))
                .param("active", document.flag("active"))
                .param("document", json.writeValueAsString(DocumentJson.json(document)))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Makes these the organisation's tills. One that the document no longer has is switched off and its row kept:
    /// people, links and change sets name it. A till that comes back has the id it had.
    ///
    /// @return the ids by code
    public Map<String, Long> saveTills(long orgId, List<Part> tills) {
        Map<String, Long> known = tillIds(orgId);
        List<Part> fresh = tills.stream()
                .filter(till -> !known.containsKey(till.text("code")))
                .toList();
        switchOffOthers(orgId, tills);
        update(orgId, tills);
        if (fresh.isEmpty()) {
            return known;
        }
        add(orgId, fresh);
        return tillIds(orgId);
    }

    private Map<String, Long> tillIds(long orgId) {
        return jdbc
                .sql("SELECT code, id FROM till WHERE org_id = :org")
                .param("org", orgId)
                .query((rs, _) -> Map.entry(rs.getString("code"), rs.getLong("id")))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void switchOffOthers(long orgId, List<Part> tills) {
        jdbc.sql("UPDATE till SET active = false WHERE org_id = :org AND active AND code <> ALL(:codes)")
                .param("org", orgId)
                .param("codes", SqlArrays.text(tills, till -> till.text("code")))
                .update();
    }

    private void update(long orgId, List<Part> tills) {
        jdbc.sql("""
                        UPDATE till AS t
                           SET name = u.name, active = u.active
                          FROM unnest(:codes, :names, :actives) AS u(code, name, active)
                         WHERE t.org_id = :org AND t.code = u.code AND (t.name, t.active) <> (u.name, u.active)
                        """)
                .param("org", orgId)
                .param("codes", SqlArrays.text(tills, till -> till.text("code")))
                .param("names", SqlArrays.text(tills, till -> till.text("name")))
                .param("actives", SqlArrays.array("boolean", tills, till -> till.flag("active")))
                .update();
    }

    private void add(long orgId, List<Part> tills) {
        List<Long> ids = jdbc.sql("SELECT nextval('till_id') FROM generate_series(1, :count)")
                .param("count", tills.size())
                .query((rs, _) -> rs.getLong(1))
                .list();
        jdbc.sql("""
                        INSERT INTO till (org_id, id, code, name, active)
                        SELECT o.org_id, u.id, u.code, u.name, u.active
                          FROM org AS o, unnest(:ids, :codes, :names, :actives) AS u(id, code, name, active)
                         WHERE o.org_id = :org
                        """)
                .param("org", orgId)
                .param("ids", SqlArrays.longs(ids))
                .param("codes", SqlArrays.text(tills, till -> till.text("code")))
                .param("names", SqlArrays.text(tills, till -> till.text("name")))
                .param("actives", SqlArrays.array("boolean", tills, till -> till.flag("active")))
                .update();
    }
}
