package io.guildhall.association.domain;

import io.guildhall.association.domain.LinkWish.CompanyWish;
import io.guildhall.association.domain.NaiveState.Who;
import io.guildhall.association.domain.World.Membership;
import io.guildhall.company.domain.Company;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.customer.domain.PersonDraft.Claim;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a mention can be refused for without looking at the others, step by step as `spec/associate.md` §7 has it; and
/// who is who.
final class NaiveRules {
    private final World before;
    private final Batch batch;
    private final Map<Long, Who> registered = new HashMap<>();
    private final List<Group> newcomers = new ArrayList<>();

    private record Group(Set<String> keys, Who who) {}

    NaiveRules(World before, Batch batch, List<NaiveMention> mentions) {
        this.before = before;
        this.batch = batch;
        for (NaiveMention m : mentions) {
            gather(m.draft);
            if (m.isItem() && m.item.link() != null && m.item.link().parent() != null) {
                gather(m.item.link().parent().person());
            }
        }
        mentions.stream().filter(NaiveMention::isItem).forEach(this::place);
        Set<String> created = new HashSet<>();
        mentions.stream().filter(m -> m.stands() && m.creates).forEach(m -> created.add(m.company));
        for (NaiveMention m : mentions) {
            m.who = who(m.draft);
            if (m.stands() && m.namesOnly && !created.contains(m.company)) {
                m.code = 1704;
            }
            if (m.isItem()
                    && m.stands()
                    && m.item.link() != null
                    && m.item.link().parent() != null) {
                m.parent = who(m.item.link().parent().person());
            }
        }
    }

    /// Groups of unregistered mentions that share an identifier.
    private void gather(PersonDraft draft) {
        if (!ids(draft).isEmpty() || draft.claims().isEmpty()) {
            return;
        }
        Set<String> keys = keys(draft);
        for (Group group : List.copyOf(newcomers)) {
            if (group.keys.stream().anyMatch(keys::contains)) {
                keys.addAll(group.keys);
                newcomers.remove(group);
            }
        }
        newcomers.add(new Group(keys, new Who(null)));
    }

    private static Set<String> keys(PersonDraft draft) {
        Set<String> keys = new HashSet<>();
        draft.claims().forEach(claim -> keys.add(claim.key().key() + " " + claim.profile()));
        return keys;
    }

    private Set<Long> ids(PersonDraft draft) {
        Set<Long> ids = new HashSet<>();
        for (Customer customer : before.customers.values()) {
            for (Claim claim : draft.claims()) {
                boolean isOwn = customer.profiles().stream()
                        .filter(profile -> profile.key().equals(claim.profile()))
                        .anyMatch(profile -> profile.hasIdentifier(claim.draft().identifier()));
                if (isOwn) {
                    ids.add(customer.id());
                }
            }
        }
        return ids;
    }

    private Who who(PersonDraft draft) {
        Set<Long> ids = ids(draft);
        if (ids.size() == 1) {
            return registered.computeIfAbsent(ids.iterator().next(), Who::new);
        }
        if (ids.size() > 1 || batch.operation() == Operation.UPDATE) {
            return null;
        }
        return newcomers.stream()
                .filter(group -> keys(draft).stream().anyMatch(group.keys::contains))
                .map(Group::who)
                .findFirst()
                .orElse(null);
    }

    /// Steps 2 to 7 of an item.
    private void place(NaiveMention m) {
        LinkWish wish = m.item.link();
        if (!m.draft.errors().isEmpty()) {
            m.code = m.draft.errors().getFirst().code().number();
        } else if (wish != null
                && wish.parent() != null
                && !wish.parent().person().errors().isEmpty()) {
            m.code = wish.parent().person().errors().getFirst().code().number();
        } else if (wish != null) {
            m.fails(hierarchyAndRole(m, wish));
            if (m.stands() && wish.company() != null) {
                m.fails(company(m, wish.company()));
            }
            m.parentRole = wish.parent() == null ? null : wish.parent().roleCode();
        }
    }

    private int hierarchyAndRole(NaiveMention m, LinkWish wish) {
        if (wish.hierarchyCode().isEmpty()) {
            return 1613;
        }
        Hierarchy hierarchy = before.hierarchies.stream()
                .filter(known -> known.code().equals(wish.hierarchyCode()))
                .findFirst()
                .orElse(null);
        if (hierarchy == null) {
            return 1616;
        }
        if (!hierarchy.active()) {
            return 1610;
        }
        Role role = hierarchy.role(wish.roleCode());
        if (role == null) {
            return 1615;
        }
        m.childRole = wish.childRoleCode() == null ? role.childRoleCode() : wish.childRoleCode();
        if (wish.childRoleCode() != null || !wish.children().isEmpty()) {
            if (m.childRole == null) {
                return 1617;
            }
            if (hierarchy.role(m.childRole) == null) {
                return 1615;
            }
            if (!mayLead(hierarchy, role.code(), m.childRole)) {
                return 1617;
            }
        }
        m.hierarchy = hierarchy;
        m.role = role.code();
        return 0;
    }

    private int company(NaiveMention m, CompanyWish wish) {
        if (wish.externalId().isEmpty()) {
            return 1707;
        }
        Company stored = before.companies.get(wish.externalId());
        m.company = wish.externalId();
        if (stored != null) {
            m.ofOtherHierarchy = stored.hierarchyId() != m.hierarchy.id();
            return 0;
        }
        m.creates = wish.name() != null;
        m.namesOnly = !m.creates;
        return m.creates && !wish.hierarchyCode().equals(m.hierarchy.code()) ? 1616 : 0;
    }

    /// Steps 7 to 10 as far as they need nobody else; of a child all of its own.
    void judgeAlone(NaiveMention m) {
        if (!m.isItem()) {
            if (!m.draft.errors().isEmpty()) {
                m.code = m.draft.errors().getFirst().code().number();
                return;
            }
            m.hierarchy = m.owner.hierarchy;
            m.role = m.owner.childRole;
            m.company = m.owner.company;
        }
        Membership link = m.who == null || m.who.id == null ? null : before.links.get(m.who.id);
        Company stored = m.company == null ? null : before.companies.get(m.company);
        if (m.stands() && m.isItem() && m.hierarchy != null && link == null && stored != null) {
            m.code = !stored.active() ? 1705 : stored.hierarchyId() == m.hierarchy.id() ? 0 : 1616;
        }
        if (m.stands() && m.who == null) {
            m.code = unrecognised(m.draft, 8009);
        }
        if (m.stands() && m.isItem() && m.item.link() == null && batch.operation() == Operation.ASSOCIATE) {
            m.fails(m.who.id == null ? 0 : 8006);
        }
        if (m.stands()
                && m.isItem()
                && batch.operation() == Operation.UPDATE
                && Boolean.FALSE.equals(m.draft.loyalty())) {
            m.fails(before.customers.get(m.who.id).loyalty() ? 8018 : 0);
        }
        if (m.stands() && link != null && m.hierarchy != null && ownerTargets(m)) {
            m.fails(immutable(m, link));
        }
        if (m.stands() && m.isItem()) {
            m.fails(defaults(m, link));
        }
        if (m.stands() && m.isItem() && m.item.link() != null && m.item.link().parent() != null && m.parent == null) {
            m.code = unrecognised(m.item.link().parent().person(), 1625);
        }
    }

    /// Children are compared with the place of their item only when that could be told.
    private static boolean ownerTargets(NaiveMention m) {
        return m.isItem() || m.owner.hierarchy != null && m.owner.code != 1707;
    }

    private int unrecognised(PersonDraft draft, int unknown) {
        if (ids(draft).size() > 1) {
            return batch.operation() == Operation.ASSOCIATE ? 8052 : 8008;
        }
        return unknown;
    }

    private int immutable(NaiveMention m, Membership link) {
        if (link.hierarchy() != m.hierarchy) {
            return 1626;
        }
        if (!link.role().equals(m.role)) {
            return 1627;
        }
        if (m.isItem()
                && m.company != null
                && (link.company() == null || !before.companyKey(link.company()).equals(m.company))) {
            return 1628;
        }
        Who parent = m.isItem() ? m.parent : m.owner.who;
        boolean moves =
                parent != null && link.parent() != null && !link.parent().equals(parent.id);
        return moves && batch.operation() == Operation.ASSOCIATE ? 1680 : 0;
    }

    private int defaults(NaiveMention m, Membership link) {
        if (m.item.link() == null) {
            return 0;
        }
        Set<Object> wanted = new HashSet<>();
        boolean released = false;
        Membership current = link == null
                ? null
                : before.links.values().stream()
                        .filter(child ->
                                child.isDefault() && link.customer() == (child.parent() == null ? 0 : child.parent()))
                        .findFirst()
                        .orElse(null);
        for (LinkWish.ChildWish child : m.item.link().children()) {
            Who who = who(child.person());
            if (Boolean.TRUE.equals(child.defaultChild())) {
                wanted.add(who == null ? child : who);
            }
            if (Boolean.FALSE.equals(child.defaultChild()) && current != null && who != null) {
                released |= batch.operation() == Operation.UPDATE
                        && Long.valueOf(current.customer()).equals(who.id);
            }
        }
        boolean another = current != null
                && wanted.stream()
                        .anyMatch(who -> !(who instanceof Who known
                                && Long.valueOf(current.customer()).equals(known.id)));
        return wanted.size() > 1 || another && !released ? 1648 : 0;
    }

    static List<String> directlyAbove(Hierarchy hierarchy, String role) {
        return hierarchy.roles().stream()
                .filter(other -> role.equals(other.childRoleCode()))
                .map(Role::code)
                .toList();
    }

    /// Whether somebody of the upper role may have somebody of the lower one right below.
    static boolean mayLead(Hierarchy hierarchy, String upper, String lower) {
        String next = hierarchy.role(upper).childRoleCode();
        while (next != null) {
            if (next.equals(lower)) {
                return true;
            }
            next = hierarchy.skipRoleAllowed() ? hierarchy.role(next).childRoleCode() : null;
        }
        return false;
    }

    static int depth(Hierarchy hierarchy, String role) {
        return directlyAbove(hierarchy, role).stream()
                .mapToInt(above -> depth(hierarchy, above) + 1)
                .max()
                .orElse(0);
    }
}
