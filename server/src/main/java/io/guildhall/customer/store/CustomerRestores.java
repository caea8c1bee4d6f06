package io.guildhall.customer.store;

import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.PersonState;
import io.guildhall.customer.domain.PersonState.Merged;
import io.guildhall.customer.domain.PersonState.Registered;
import io.guildhall.customer.store.PersonRows.EmptyPlace;
import io.guildhall.org.domain.Fields;
import io.guildhall.postgres.LostRace;
import io.guildhall.postgres.SqlArrays;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Makes people what they were: one statement per table and kind, whatever their number. Everybody concerned is locked.
@Repository
public class CustomerRestores {
    private static final String WRITE_PROFILES = """
            INSERT INTO customer_profile (org_id, customer_id, source, account_id, position, first_name, last_name,
                                          fields, channels, created_by, modified_by, created_at, modified_at,
                                          merged_from)
            SELECT o.org_id, u.customer_id, u.source, u.account_id, u.position, u.first_name, u.last_name,
                   CAST(u.fields AS jsonb), CAST(u.channels AS jsonb), u.created_by, u.modified_by,
                   u.created_at, u.modified_at, u.merged_from
              FROM org AS o,
                   unnest(:customers, :sources, :accounts, :positions, :firstNames, :lastNames, :fields,
                          :channels, :createdBys, :modifiedBys, :createdAts, :modifiedAts, :mergedFroms)
                     AS u(customer_id, source, account_id, position, first_name, last_name, fields,
                          channels, created_by, modified_by, created_at, modified_at, merged_from)
             WHERE o.org_id = :org
            ON CONFLICT (org_id, customer_id, source, account_id) DO UPDATE
               SET position = excluded.position, first_name = excluded.first_name,
                   last_name = excluded.last_name, fields = excluded.fields,
                   channels = excluded.channels, modified_by = excluded.modified_by,
                   modified_at = excluded.modified_at, merged_from = excluded.merged_from
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Customers customers;
    private final PersonRows people;
    private final IdentifierWrites identifiers;

    CustomerRestores(
            JdbcClient jdbc, JsonMapper json, Customers customers, PersonRows people, IdentifierWrites identifiers) {
        this.identifiers = identifiers;
        this.jdbc = jdbc;
        this.json = json;
        this.customers = customers;
        this.people = people;
    }

    /// What there is of these people; whose registration was taken back is absent.
    public Map<Long, PersonState> states(long orgId, Collection<Long> ids) {
        Map<Long, PersonState> states = new HashMap<>();
        customers.findAll(orgId, ids).forEach((id, customer) -> states.put(id, new Registered(customer)));
        jdbc.sql("""
                        SELECT id, merged_into
                          FROM customer
                         WHERE org_id = :org AND id = ANY(:ids) AND merged_into IS NOT NULL
                        """).param("org", orgId).param("ids", SqlArrays.longs(ids)).query(rs -> {
            states.put(rs.getLong("id"), new Merged(rs.getLong("merged_into")));
        });
        return states;
    }

    /// Who has become one of these people, by the survivor's id.
    public Map<Long, Set<Long>> victims(long orgId, Collection<Long> survivors) {
        Map<Long, Set<Long>> victims = new HashMap<>();
        jdbc.sql("SELECT id, merged_into FROM customer WHERE org_id = :org AND merged_into = ANY(:survivors)")
                .param("org", orgId)
                .param("survivors", SqlArrays.longs(survivors))
                .query(rs -> {
                    victims.computeIfAbsent(rs.getLong("merged_into"), _ -> new HashSet<>())
                            .add(rs.getLong("id"));
                });
        return victims;
    }

    /// Gives each person the state; null leaves an empty place.
    ///
    /// @throws LostRace when a concurrent call has registered one of the identifiers in the meantime
    public void restoreAll(long orgId, Map<Long, @Nullable PersonState> targets, Instant at) {
        if (targets.isEmpty()) {
            return;
        }
        List<Customer> registered = new ArrayList<>();
        List<EmptyPlace> empty = new ArrayList<>();
        new TreeMap<>(targets).forEach((id, target) -> {
            switch (target) {
                case Registered(var customer) -> registered.add(customer);
                case Merged(var survivor) -> empty.add(new EmptyPlace(id, survivor));
                case null -> empty.add(new EmptyPlace(id, null));
            }
        });
        List<ProfileRow> profiles = ProfileRow.of(registered);
        leave(orgId, targets.keySet(), profiles);
        people.restoreAll(orgId, registered, at);
        people.emptyAll(orgId, empty, at);
        writeProfiles(orgId, profiles);
        identifiers.insertAll(orgId, profiles);
    }

    /// Takes all identifiers and the profiles that are not to stay.
    private void leave(long orgId, Collection<Long> ids, List<ProfileRow> staying) {
        jdbc.sql("DELETE FROM customer_identifier WHERE org_id = :org AND customer_id = ANY(:ids)")
                .param("org", orgId)
                .param("ids", SqlArrays.longs(ids))
                .update();
        jdbc.sql("""
                        DELETE FROM customer_profile
                         WHERE org_id = :org AND customer_id = ANY(:ids)
                           AND customer_id || chr(10) || source || chr(10) || account_id <> ALL(:staying)
                        """)
                .param("org", orgId)
                .param("ids", SqlArrays.longs(ids))
                .param("staying", SqlArrays.text(staying, ProfileRow::name))
                .update();
    }

    private void writeProfiles(long orgId, List<ProfileRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql(WRITE_PROFILES)
                .param("org", orgId)
                .param("customers", SqlArrays.longs(rows, ProfileRow::customerId))
                .param(
                        "sources",
                        SqlArrays.text(rows, row -> row.profile().key().source()))
                .param(
                        "accounts",
                        SqlArrays.text(rows, row -> row.profile().key().accountId()))
                .param("positions", SqlArrays.array("smallint", rows, row -> (short) row.position()))
                .param("firstNames", SqlArrays.text(rows, row -> row.profile().firstName()))
                .param("lastNames", SqlArrays.text(rows, row -> row.profile().lastName()))
                .param("fields", SqlArrays.text(rows, row -> text(row.profile().fields())))
                .param(
                        "channels",
                        SqlArrays.text(
                                rows,
                                row -> json.writeValueAsString(row.profile().channels())))
                .param(
                        "createdBys",
                        SqlArrays.longs(rows, row -> row.profile().attribution().createdBy()))
                .param(
                        "modifiedBys",
                        SqlArrays.longs(rows, row -> row.profile().attribution().modifiedBy()))
                .param(
                        "createdAts",
                        SqlArrays.array(
                                "timestamptz",
                                rows,
                                row -> utc(row.profile().attribution().createdAt())))
                .param(
                        "modifiedAts",
                        SqlArrays.array(
                                "timestamptz",
                                rows,
                                row -> utc(row.profile().attribution().modifiedAt())))
                .param(
                        "mergedFroms",
                        SqlArrays.array("bigint", rows, row -> row.profile().mergedFrom()))
                .update();
    }

    private String text(Fields fields) {
        return fields.isEmpty() ? "{}" : json.writeValueAsString(fields.values());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
