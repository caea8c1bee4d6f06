package io.guildhall.customer.store;

import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Identifier;
import io.guildhall.customer.domain.PersonState;
import io.guildhall.customer.domain.PersonState.Merged;
import io.guildhall.customer.domain.PersonState.Registered;
import io.guildhall.customer.domain.Profile;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.customer.domain.Subscription;
import io.guildhall.org.domain.Fields;
import io.guildhall.postgres.LostRace;
import io.guildhall.postgres.SqlArrays;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
    private final StatusLog statuses;

    CustomerRestores(JdbcClient jdbc, JsonMapper json, Customers customers, StatusLog statuses) {
        this.jdbc = jdbc;
        this.json = json;
        this.customers = customers;
        this.statuses = statuses;
    }

    private record ProfileRow(long customerId, int position, Profile profile) {
        /// As SQL puts the key together: thousands of keys are compared by hash then.
        String name() {
            return customerId + "\n" + profile.key().source() + "\n"
                    + profile.key().accountId();
        }
    }

    private record IdentifierRow(long customerId, ProfileKey profile, int position, Identifier identifier) {
        static final Comparator<IdentifierRow> KEY_ORDER = Comparator.comparing(
                        (IdentifierRow row) -> row.identifier().type().wireName())
                .thenComparing(row -> row.identifier().matchKey())
                .thenComparing(row -> row.profile().source())
                .thenComparing(row -> row.profile().accountId());
    }

    private record EmptyPlace(long id, @Nullable Long survivor) {}

    private record SubscriptionRow(long customerId, Subscription subscription) {}

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
        statuses.addChanged(orgId, registered, at, null);
        List<ProfileRow> profiles = profiles(registered);
        leave(orgId, targets.keySet(), profiles);
        updatePeople(orgId, registered, at);
        empty(orgId, empty, at);
        writeProfiles(orgId, profiles);
        writeIdentifiers(orgId, profiles);
    }

    private static List<ProfileRow> profiles(List<Customer> people) {
        List<ProfileRow> rows = new ArrayList<>();
        for (Customer person : people) {
            for (int i = 0; i < person.profiles().size(); i++) {
                rows.add(new ProfileRow(person.id(), i, person.profiles().get(i)));
            }
        }
        return rows;
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

    private void updatePeople(long orgId, List<Customer> people, Instant at) {
        if (people.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        UPDATE customer AS c
                           SET loyalty = u.loyalty, status = u.status, status_label = u.status_label,
                               referral_code = u.referral_code, extended_fields = CAST(u.fields AS jsonb),
                               merged_into = NULL, removed_at = NULL, modified_at = :at
                          FROM unnest(:ids, :loyalties, :statuses, :labels, :referralCodes, :fields)
                                 AS u(id, loyalty, status, status_label, referral_code, fields)
                         WHERE c.org_id = :org AND c.id = ANY(:ids) AND c.id = u.id
                        """)
                .param("org", orgId)
                .param("at", utc(at))
                .param("ids", SqlArrays.longs(people, Customer::id))
                .param("loyalties", SqlArrays.array("boolean", people, Customer::loyalty))
                .param(
                        "statuses",
                        SqlArrays.text(
                                people, person -> person.status().status().name()))
                .param(
                        "labels",
                        SqlArrays.text(people, person -> person.status().label()))
                .param("referralCodes", SqlArrays.text(people, Customer::referralCode))
                .param("fields", SqlArrays.text(people, person -> text(person.extendedFields())))
                .update();
    }

    /// A victim of a merge keeps what a merge leaves; of somebody who is gone nothing stays but the id and the dates.
    private void empty(long orgId, List<EmptyPlace> places, Instant at) {
        if (places.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        UPDATE customer AS c
                           SET merged_into = u.survivor, modified_at = :at,
                               removed_at = CASE WHEN u.survivor IS NULL THEN :at END,
                               referral_code = CASE WHEN u.survivor IS NULL THEN NULL ELSE c.referral_code END,
                               extended_fields = CASE WHEN u.survivor IS NULL THEN '{}' ELSE c.extended_fields END
                          FROM unnest(:ids, :survivors) AS u(id, survivor)
                         WHERE c.org_id = :org AND c.id = ANY(:ids) AND c.id = u.id
                        """)
                .param("org", orgId)
                .param("at", utc(at))
                .param("ids", SqlArrays.longs(places, EmptyPlace::id))
                .param("survivors", SqlArrays.array("bigint", places, EmptyPlace::survivor))
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

    private void writeIdentifiers(long orgId, List<ProfileRow> profiles) {
        List<IdentifierRow> rows = new ArrayList<>();
        for (ProfileRow profile : profiles) {
            List<Identifier> identifiers = profile.profile().identifiers();
            for (int i = 0; i < identifiers.size(); i++) {
                rows.add(new IdentifierRow(
                        profile.customerId(), profile.profile().key(), i, identifiers.get(i)));
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        rows.sort(IdentifierRow.KEY_ORDER);
        int inserted = jdbc.sql("""
                        INSERT INTO customer_identifier (org_id, type, match_key, source, account_id, customer_id, value, position)
                        SELECT o.org_id, u.type, u.match_key, u.source, u.account_id, u.customer_id, u.value, u.position
                          FROM org AS o,
                               unnest(:types, :keys, :sources, :accounts, :customers, :values, :positions)
                                 AS u(type, match_key, source, account_id, customer_id, value, position)
                         WHERE o.org_id = :org
                        ON CONFLICT (org_id, type, match_key, source, account_id) DO NOTHING
                        """)
                .param("org", orgId)
                .param(
                        "types",
                        SqlArrays.text(rows, row -> row.identifier().type().wireName()))
                .param("keys", SqlArrays.text(rows, row -> row.identifier().matchKey()))
                .param("sources", SqlArrays.text(rows, row -> row.profile().source()))
                .param("accounts", SqlArrays.text(rows, row -> row.profile().accountId()))
                .param("customers", SqlArrays.longs(rows, IdentifierRow::customerId))
                .param("values", SqlArrays.text(rows, row -> row.identifier().value()))
                .param("positions", SqlArrays.array("smallint", rows, row -> (short) row.position()))
                .update();
        if (inserted < rows.size()) {
            throw new LostRace("identifiers");
        }
    }

    /// Gives each person exactly these subscriptions.
    public void restoreSubscriptions(long orgId, Map<Long, List<Subscription>> targets) {
        if (targets.isEmpty()) {
            return;
        }
        jdbc.sql("DELETE FROM customer_subscription WHERE org_id = :org AND customer_id = ANY(:ids)")
                .param("org", orgId)
                .param("ids", SqlArrays.longs(targets.keySet()))
                .update();
        List<SubscriptionRow> rows = new ArrayList<>();
        new TreeMap<>(targets)
                .forEach((id, subscriptions) ->
                        subscriptions.forEach(subscription -> rows.add(new SubscriptionRow(id, subscription))));
        jdbc.sql("""
                        INSERT INTO customer_subscription (org_id, customer_id, source, account_id, channel, priority, opted_in)
                        SELECT o.org_id, u.customer_id, u.source, u.account_id, u.channel, u.priority, u.opted_in
                          FROM org AS o,
                               unnest(:customers, :sources, :accounts, :channels, :priorities, :optedIns)
                                 AS u(customer_id, source, account_id, channel, priority, opted_in)
                         WHERE o.org_id = :org
                        """)
                .param("org", orgId)
                .param("customers", SqlArrays.longs(rows, SubscriptionRow::customerId))
                .param(
                        "sources",
                        SqlArrays.text(rows, row -> row.subscription().profile().source()))
                .param(
                        "accounts",
                        SqlArrays.text(rows, row -> row.subscription().profile().accountId()))
                .param(
                        "channels",
                        SqlArrays.text(rows, row -> row.subscription().channel()))
                .param(
                        "priorities",
                        SqlArrays.text(
                                rows, row -> row.subscription().priority().name()))
                .param(
                        "optedIns",
                        SqlArrays.array(
                                "boolean", rows, row -> row.subscription().optedIn()))
                .update();
    }

    private String text(Fields fields) {
        return fields.isEmpty() ? "{}" : json.writeValueAsString(fields.values());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
