package io.guildhall.group;

import static io.guildhall.error.ErrorCode.GROUP_ID_INVALID;
import static io.guildhall.error.ErrorCode.GROUP_KEY_INVALID;

import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.store.Customers;
import io.guildhall.error.RequestRefused;
import io.guildhall.group.domain.Group;
import io.guildhall.group.domain.GroupKey;
import io.guildhall.group.domain.Member;
import io.guildhall.group.store.Groups;
import io.guildhall.group.store.Groups.Last;
import io.guildhall.group.store.Groups.SortBy;
import io.guildhall.group.store.Groups.Wanted;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.wire.Cursor;
import io.guildhall.wire.Page;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Looks groups and their members up.
@Component
public class GroupDirectory {
    private final TenantTransactions transactions;
    private final Setups setups;
    private final Groups groups;
    private final Customers customers;
    private final MemberRoles roles;

    GroupDirectory(
            TenantTransactions transactions, Setups setups, Groups groups, Customers customers, MemberRoles roles) {
        this.transactions = transactions;
        this.setups = setups;
        this.groups = groups;
        this.customers = customers;
        this.roles = roles;
    }

    /// A group with everybody in it, the primary member first.
    ///
    /// @param zone of the organisation
    public record GroupView(ZoneId zone, Group group, List<Member> members) {}

    /// @throws RequestRefused with 1619 or 1632 for an unknown group
    public GroupView one(long orgId, GroupKey key) {
        return transactions.read(orgId, () -> {
            Group group = found(orgId, key);
            return new GroupView(zone(orgId), group, groups.members(orgId, group.id()));
        });
    }

    /// @param from and
    /// @param to between which members joined, null without a bound
    public record MembersQuery(
            GroupKey key,
            @Nullable Instant from,
            @Nullable Instant to,
            SortBy sortBy,
            Page.SortOrder order,
            Page page) {}

    /// A part of a group's members, and how many fit the question altogether.
    ///
    /// @param cursor of the next page; null on the last one
    public record MembersView(
            ZoneId zone,
            List<MemberView> page,
            long total,
            @Nullable String cursor) {}

    /// @param role code of the member's role, null outside every hierarchy
    public record MemberView(
            Member member, Customer customer, @Nullable String role) {}

    /// @throws RequestRefused with 1619 or 1632 for an unknown group, with 1686 for a cursor of another query
    public MembersView members(long orgId, MembersQuery query) {
        return transactions.read(orgId, () -> {
            Wanted wanted = new Wanted(found(orgId, query.key()).id(), query.from(), query.to());
            Cursor.Tie tie = Cursor.tie(
                    orgId, "members", wanted.groupId(), query.from(), query.to(), query.sortBy(), query.order());
            Cursor cursor = tie.read(query.page().cursor(), 3);
            Last after = cursor == null ? null : new Last(cursor.number(0), cursor.number(1) != 0, cursor.instant(2));
            Cursor.Part<Member> part = tie.part(
                    groups.page(orgId, wanted, query.sortBy(), query.order(), query.page(), after),
                    query.page().limit(),
                    GroupDirectory::end);
            List<Member> page = part.rows();
            List<Long> ids = page.stream().map(Member::customerId).toList();
            Map<Long, Customer> people = customers.findAll(orgId, ids);
            Map<Long, String> roleOf = roles.rolesOf(orgId, ids);
            List<MemberView> views = new ArrayList<>(page.size());
            for (Member member : page) {
                Customer customer = Objects.requireNonNull(people.get(member.customerId()));
                views.add(new MemberView(member, customer, roleOf.get(member.customerId())));
            }
            return new MembersView(zone(orgId), views, groups.count(orgId, wanted), part.cursor());
        });
    }

    private static Cursor end(Member last) {
        return Cursor.of(last.customerId(), last.primaryMember() ? 1L : 0L, Cursor.micros(last.joinedOn()));
    }

    private ZoneId zone(long orgId) {
        return setups.current(orgId).timeZone();
    }

    private Group found(long orgId, GroupKey key) {
        return groups.find(orgId, key).orElseThrow(() -> switch (key) {
            case GroupKey.Id(var id) -> RequestRefused.because(GROUP_ID_INVALID, Long.toString(id));
            case GroupKey.ExternalId(var externalId) -> RequestRefused.because(GROUP_KEY_INVALID, externalId);
            case GroupKey.PrimaryMember(var id) -> RequestRefused.because(GROUP_KEY_INVALID, Long.toString(id));
        });
    }
}
