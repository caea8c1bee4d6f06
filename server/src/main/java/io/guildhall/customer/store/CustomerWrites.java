package io.guildhall.customer.store;

import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Identifier;
import io.guildhall.customer.domain.Profile;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.org.domain.Fields;
import io.guildhall.postgres.LostRace;
import io.guildhall.postgres.SqlArrays;
import io.guildhall.sealing.PersonKeys;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Writes people of the organisation whose transaction is open: one statement per table, whatever their number.
@Repository
public class CustomerWrites {
    private static final Comparator<IdentifierRow> KEY_ORDER = Comparator.comparing(
                    (IdentifierRow row) -> row.identifier().type().wireName())
            .thenComparing(row -> row.identifier().matchKey())
            .thenComparing(row -> row.profile().profile().key().source())
            .thenComparing(row -> row.profile().profile().key().accountId());

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final StatusLog statuses;
    private final PersonKeys keys;

    CustomerWrites(JdbcClient jdbc, JsonMapper json, StatusLog statuses, PersonKeys keys) {
        this.jdbc = jdbc;
        this.json = json;
        this.statuses = statuses;
        this.keys = keys;
    }

    /// A profile with whose it is and which of the person's profiles it is.
    private record ProfileRow(long customerId, int position, Profile profile) {}

    private record IdentifierRow(ProfileRow profile, int position, Identifier identifier) {}

    /// Registers people, whose ids are drawn already.
    ///
    /// @throws LostRace when a concurrent call has registered one of their identifiers in the meantime
    public void insertAll(long orgId, List<Customer> customers, Instant at) {
        if (customers.isEmpty()) {
            return;
        }
        List<ProfileRow> profiles = profileRows(customers);
        insertCustomers(orgId, customers, at);
        insertProfiles(orgId, profiles, at);
        insertIdentifiers(orgId, profiles);
    }

    /// Somebody registered, as the person is afterwards, with the profiles that are new.
    public record FurtherProfiles(Customer customer, Set<ProfileKey> profiles) {}

    /// Adds profiles, with their identifiers, to people who are locked.
    ///
    /// @throws LostRace when a concurrent call has registered one of their identifiers in the meantime
    public void addProfiles(long orgId, List<FurtherProfiles> people, Instant at) {
        Map<Long, Set<ProfileKey>> further = new HashMap<>();
        people.forEach(person -> further.put(person.customer().id(), person.profiles()));
        List<ProfileRow> rows = profileRows(
                        people.stream().map(FurtherProfiles::customer).toList())
                .stream()
                .filter(row -> further.getOrDefault(row.customerId(), Set.of())
                        .contains(row.profile().key()))
                .toList();
        if (!rows.isEmpty()) {
            insertProfiles(orgId, rows, at);
            insertIdentifiers(orgId, rows);
        }
    }

    private void insertCustomers(long orgId, List<Customer> customers, Instant at) {
        List<byte[]> made =
                keys.create(orgId, customers.stream().map(Customer::id).toList());
        jdbc.sql("""
                        INSERT INTO customer (org_id, id, loyalty, status, status_label, referral_code, extended_fields, person_key,
                                              created_at, modified_at)
                        SELECT o.org_id, u.id, u.loyalty, u.status, u.status_label, u.referral_code, CAST(u.extended_fields AS jsonb),
                               u.person_key, u.created_at, :at
                          FROM org AS o,
                               unnest(:ids, :loyalties, :statuses, :labels, :referralCodes, :fields, :keys, :createdAts)
                                 AS u(id, loyalty, status, status_label, referral_code, extended_fields, person_key, created_at)
                         WHERE o.org_id = :org
                        """)
                .param("org", orgId)
                .param("at", utc(at))
                .param("ids", SqlArrays.longs(customers, Customer::id))
                .param("loyalties", SqlArrays.array("boolean", customers, Customer::loyalty))
                .param(
                        "statuses",
                        SqlArrays.text(
                                customers,
                                customer -> customer.status().status().name()))
                .param(
                        "labels",
                        SqlArrays.text(customers, customer -> customer.status().label()))
                .param("referralCodes", SqlArrays.text(customers, Customer::referralCode))
                .param("fields", SqlArrays.text(customers, customer -> text(customer.extendedFields())))
                .param("keys", SqlArrays.bytes(made, key -> key))
                .param(
                        "createdAts",
                        SqlArrays.array(
                                "timestamptz",
                                customers,
                                customer -> utc(customer.profiles()
                                        .getFirst()
                                        .attribution()
                                        .createdAt())))
                .update();
    }

    private void insertProfiles(long orgId, List<ProfileRow> rows, Instant at) {
        jdbc.sql("""
                        INSERT INTO customer_profile (org_id, customer_id, source, account_id, position, first_name, last_name,
                                                      fields, channels, created_by, modified_by, created_at, modified_at)
                        SELECT o.org_id, u.customer_id, u.source, u.account_id, u.position, u.first_name, u.last_name,
                               CAST(u.fields AS jsonb), CAST(u.channels AS jsonb), u.created_by, u.modified_by, u.created_at, :at
                          FROM org AS o,
                               unnest(:customers, :sources, :accounts, :positions, :firstNames, :lastNames, :fields,
                                      :channels, :createdBys, :modifiedBys, :createdAts)
                                 AS u(customer_id, source, account_id, position, first_name, last_name, fields,
                                      channels, created_by, modified_by, created_at)
                         WHERE o.org_id = :org
                        """)
                .param("org", orgId)
                .param("at", utc(at))
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
                .param("channels", SqlArrays.text(rows, row -> channels(row.profile())))
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
                .update();
    }

    private void insertIdentifiers(long orgId, List<ProfileRow> profiles) {
        List<IdentifierRow> rows = new ArrayList<>();
        for (ProfileRow profile : profiles) {
            List<Identifier> identifiers = profile.profile().identifiers();
            for (int i = 0; i < identifiers.size(); i++) {
                rows.add(new IdentifierRow(profile, i, identifiers.get(i)));
            }
        }
        // in key order: two calls with the same new identifiers then wait for each other in one direction only
        rows.sort(KEY_ORDER);
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
                .param(
                        "sources",
                        SqlArrays.text(
                                rows, row -> row.profile().profile().key().source()))
                .param(
                        "accounts",
                        SqlArrays.text(
                                rows, row -> row.profile().profile().key().accountId()))
                .param("customers", SqlArrays.longs(rows, row -> row.profile().customerId()))
                .param("values", SqlArrays.text(rows, row -> row.identifier().value()))
                .param("positions", SqlArrays.array("smallint", rows, row -> (short) row.position()))
                .update();
        if (inserted < rows.size()) {
            throw new LostRace("identifiers");
        }
    }

    /// Stores what updates made of these people, who are locked: names, channels, fields, loyalty, referral code,
    /// status. A change of status is noted in its log.
    public void updateAll(long orgId, List<Customer> customers, Instant at) {
        if (customers.isEmpty()) {
            return;
        }
        statuses.addChanged(orgId, customers, at, null);
        updateCustomers(orgId, customers, at);
        updateProfiles(orgId, profileRows(customers));
    }

    /// Stores the status of a person, who is locked, and notes why and since when.
    public void changeStatus(long orgId, Customer customer, Instant since, String reason, Instant at) {
        statuses.addChanged(orgId, List.of(customer), since, reason);
        updateCustomers(orgId, List.of(customer), at);
        updateProfiles(orgId, profileRows(List.of(customer)));
    }

    /// Stores the identifiers that these people have, who are locked, in place of those they had.
    ///
    /// @throws LostRace when a concurrent call has registered one of them in the meantime
    public void replaceIdentifiers(long orgId, List<Customer> customers) {
        jdbc.sql("DELETE FROM customer_identifier WHERE org_id = :org AND customer_id = ANY(:ids)")
                .param("org", orgId)
                .param("ids", SqlArrays.longs(customers, Customer::id))
                .update();
        insertIdentifiers(orgId, profileRows(customers));
    }

    private void updateCustomers(long orgId, List<Customer> customers, Instant at) {
        jdbc.sql("""
                        UPDATE customer AS c
                           SET loyalty = u.loyalty, status = u.status, status_label = u.status_label,
                               referral_code = u.referral_code,
                               extended_fields = CAST(u.extended_fields AS jsonb), modified_at = :at
                          FROM unnest(:ids, :loyalties, :statuses, :labels, :referralCodes, :fields)
                                 AS u(id, loyalty, status, status_label, referral_code, extended_fields)
                         WHERE c.org_id = :org AND c.id = ANY(:ids) AND c.id = u.id
                        """)
                .param("org", orgId)
                .param("at", utc(at))
                .param("ids", SqlArrays.longs(customers, Customer::id))
                .param("loyalties", SqlArrays.array("boolean", customers, Customer::loyalty))
                .param(
                        "statuses",
                        SqlArrays.text(
                                customers,
                                customer -> customer.status().status().name()))
                .param(
                        "labels",
                        SqlArrays.text(customers, customer -> customer.status().label()))
                .param("referralCodes", SqlArrays.text(customers, Customer::referralCode))
                .param("fields", SqlArrays.text(customers, customer -> text(customer.extendedFields())))
                .update();
    }

    private void updateProfiles(long orgId, List<ProfileRow> rows) {
        jdbc.sql("""
                        UPDATE customer_profile AS p
                           SET first_name = u.first_name, last_name = u.last_name, fields = CAST(u.fields AS jsonb),
                               channels = CAST(u.channels AS jsonb), modified_by = u.modified_by, modified_at = u.modified_at
                          FROM unnest(:customers, :sources, :accounts, :firstNames, :lastNames, :fields, :channels,
                                      :modifiedBys, :modifiedAts)
                                 AS u(customer_id, source, account_id, first_name, last_name, fields, channels,
                                      modified_by, modified_at)
                         WHERE p.org_id = :org AND p.customer_id = ANY(:customers) AND p.customer_id = u.customer_id
                           AND p.source = u.source AND p.account_id = u.account_id
                        """)
                .param("org", orgId)
                .param("customers", SqlArrays.longs(rows, ProfileRow::customerId))
                .param(
                        "sources",
                        SqlArrays.text(rows, row -> row.profile().key().source()))
                .param(
                        "accounts",
                        SqlArrays.text(rows, row -> row.profile().key().accountId()))
                .param("firstNames", SqlArrays.text(rows, row -> row.profile().firstName()))
                .param("lastNames", SqlArrays.text(rows, row -> row.profile().lastName()))
                .param("fields", SqlArrays.text(rows, row -> text(row.profile().fields())))
                .param("channels", SqlArrays.text(rows, row -> channels(row.profile())))
                .param(
                        "modifiedBys",
                        SqlArrays.longs(rows, row -> row.profile().attribution().modifiedBy()))
                .param(
                        "modifiedAts",
                        SqlArrays.array(
                                "timestamptz",
                                rows,
                                row -> utc(row.profile().attribution().modifiedAt())))
                .update();
    }

    private static List<ProfileRow> profileRows(Collection<Customer> customers) {
        List<ProfileRow> rows = new ArrayList<>(customers.size());
        for (Customer customer : customers) {
            for (int i = 0; i < customer.profiles().size(); i++) {
                rows.add(new ProfileRow(customer.id(), i, customer.profiles().get(i)));
            }
        }
        return rows;
    }

    private String channels(Profile profile) {
        return profile.channels().isEmpty() ? "[]" : json.writeValueAsString(profile.channels());
    }

    private String text(Fields fields) {
        return fields.isEmpty() ? "{}" : json.writeValueAsString(fields.values());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
