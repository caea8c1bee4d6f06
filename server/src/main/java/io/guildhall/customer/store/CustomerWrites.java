package io.guildhall.customer.store;

import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Profile;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.postgres.LostRace;
import io.guildhall.postgres.SqlArrays;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final StatusLog statuses;
    private final PersonRows people;
    private final IdentifierWrites identifiers;

    CustomerWrites(
            JdbcClient jdbc, JsonMapper json, StatusLog statuses, PersonRows people, IdentifierWrites identifiers) {
        this.identifiers = identifiers;
        this.jdbc = jdbc;
        this.json = json;
        this.statuses = statuses;
        this.people = people;
    }

    /// Registers people, whose ids are drawn already.
    ///
    /// @throws LostRace when a concurrent call has registered one of their identifiers in the meantime
    public void insertAll(long orgId, List<Customer> customers, Instant at) {
        if (customers.isEmpty()) {
            return;
        }
        List<ProfileRow> profiles = ProfileRow.of(customers);
        people.insertAll(orgId, customers, at);
        insertProfiles(orgId, profiles, at);
        identifiers.insertAll(orgId, profiles);
    }

    /// Somebody registered, as the person is afterwards, with the profiles that are new.
    public record FurtherProfiles(Customer customer, Set<ProfileKey> profiles) {}

    /// Adds profiles, with their identifiers, to people who are locked.
    ///
    /// @throws LostRace when a concurrent call has registered one of their identifiers in the meantime
    public void addProfiles(long orgId, List<FurtherProfiles> people, Instant at) {
        Map<Long, Set<ProfileKey>> further = new HashMap<>();
        people.forEach(person -> further.put(person.customer().id(), person.profiles()));
        List<ProfileRow> rows = ProfileRow.of(
                        people.stream().map(FurtherProfiles::customer).toList())
                .stream()
                .filter(row -> further.getOrDefault(row.customerId(), Set.of())
                        .contains(row.profile().key()))
                .toList();
        if (!rows.isEmpty()) {
            insertProfiles(orgId, rows, at);
            identifiers.insertAll(orgId, rows);
        }
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
                .param(
                        "fields",
                        SqlArrays.text(rows, row -> people.text(row.profile().fields())))
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

    /// Stores what updates made of these people, who are locked: names, channels, fields, loyalty, referral code,
    /// status. A change of status is noted in its log.
    public void updateAll(long orgId, List<Customer> customers, Instant at) {
        if (customers.isEmpty()) {
            return;
        }
        statuses.addChanged(orgId, customers, at, null);
        people.updateAll(orgId, customers, at);
        updateProfiles(orgId, ProfileRow.of(customers));
    }

    /// Stores the status of a person, who is locked, and notes why and since when.
    public void changeStatus(long orgId, Customer customer, Instant since, String reason, Instant at) {
        statuses.addChanged(orgId, List.of(customer), since, reason);
        people.updateAll(orgId, List.of(customer), at);
        updateProfiles(orgId, ProfileRow.of(List.of(customer)));
    }

    /// Stores the identifiers that these people have, who are locked, in place of those they had.
    ///
    /// @throws LostRace when a concurrent call has registered one of them in the meantime
    public void replaceIdentifiers(long orgId, List<Customer> customers) {
        jdbc.sql("DELETE FROM customer_identifier WHERE org_id = :org AND customer_id = ANY(:ids)")
                .param("org", orgId)
                .param("ids", SqlArrays.longs(customers, Customer::id))
                .update();
        identifiers.insertAll(orgId, ProfileRow.of(customers));
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
                .param(
                        "fields",
                        SqlArrays.text(rows, row -> people.text(row.profile().fields())))
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

    private String channels(Profile profile) {
        return profile.channels().isEmpty() ? "[]" : json.writeValueAsString(profile.channels());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
