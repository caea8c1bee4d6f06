package io.guildhall.association.domain;

import io.guildhall.association.domain.LinkWish.ChildWish;
import io.guildhall.association.domain.LinkWish.CompanyWish;
import io.guildhall.association.domain.World.Membership;
import io.guildhall.company.domain.Company;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.customer.domain.PersonDraft.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The batches of a [RandomWorld] as requests, and those that bring its world about. Single quotes stand for double
/// ones.
public final class SeededRequests {
    /// The `hierarchies` of an organisation's document.
    public static final String HIERARCHIES = Fleet.ALL.stream()
            .filter(hierarchy -> hierarchy.active())
            .map(hierarchy -> "{'code':'%s','name':'%s','hierarchyCreationStrict':%s,'skipRoleAllowed':%s,'roles':[%s]}"
                    .formatted(
                            hierarchy.code(),
                            hierarchy.name(),
                            hierarchy.strict(),
                            hierarchy.skipRoleAllowed(),
                            hierarchy.roles().stream()
                                    .map(role -> role.childRoleCode() == null
                                            ? "{'code':'%s'}".formatted(role.code())
                                            : "{'code':'%s','childRoleCode':'%s','maxChild':%d}"
                                                    .formatted(role.code(), role.childRoleCode(), role.maxChild()))
                                    .collect(Collectors.joining(","))))
            .collect(Collectors.joining(",", "'hierarchies':[", "]"));

    private final RandomWorld random;

    public SeededRequests(long seed) {
        random = new RandomWorld(seed, true);
    }

    /// Bodies for `POST /v2/companies`, upper companies first.
    public List<String> companies() {
        return companies(random.stored);
    }

    static List<String> companies(World stored) {
        List<String> bodies = new ArrayList<>();
        for (Company company : stored.companies.values()) {
            String hierarchy = stored.hierarchies.stream()
                    .filter(known -> known.id() == company.hierarchyId())
                    .findFirst()
                    .orElseThrow()
                    .code();
            String parent = company.parentId() == null
                    ? ""
                    : ",'parentCompany':{'externalId':'" + stored.companyKey(company.parentId()) + "'}";
            bodies.add("{'externalId':'%s','name':'%s','hierarchyDefinitionCode':'%s'%s}"
                    .formatted(company.externalId(), company.name(), hierarchy, parent));
        }
        return bodies;
    }

    /// A body that registers and links everybody of the world, as far as the rules of the day allow.
    public String people() {
        return body(founders(random.stored));
    }

    /// Everybody of a world with their places, default children included.
    static List<Item> founders(World stored) {
        List<ItemBuilder> items = new ArrayList<>();
        for (Customer customer : stored.customers.values()) {
            ItemBuilder item = ItemBuilder.item(stored.name(customer.id()));
            Membership link = stored.links.get(customer.id());
            if (link != null) {
                item.in(link.hierarchy().code()).as(link.role());
                if (link.company() != null) {
                    item.of(stored.companyKey(link.company()));
                }
                if (link.parent() != null) {
                    item.under(stored.name(link.parent()));
                }
                stored.links.values().stream()
                        .filter(child ->
                                child.isDefault() && Long.valueOf(customer.id()).equals(child.parent()))
                        .forEach(child ->
                                item.childrenAs(child.role()).withDefault(stored.name(child.customer()), true));
            }
            items.add(item);
        }
        return ItemBuilder.items(items);
    }

    /// @param isUpdate for PUT rather than POST
    public String batch(boolean isUpdate) {
        Operation operation = isUpdate ? Operation.UPDATE : Operation.ASSOCIATE;
        return body(random.batch(operation, Atomicity.ITEM).items());
    }

    private static String body(List<Item> items) {
        return items.stream().map(SeededRequests::item).collect(Collectors.joining(",\n ", "[", "]"));
    }

    private static String item(Item item) {
        String details = item.link() == null ? "" : ",'associationDetails':{" + details(item.link()) + "}";
        return "{" + person(item.person()) + details + "}";
    }

    private static String details(LinkWish link) {
        List<String> members = new ArrayList<>();
        members.add("'hierarchyCode':'" + link.hierarchyCode() + "'");
        members.add("'roleCode':'" + link.roleCode() + "'");
        if (link.childRoleCode() != null) {
            members.add("'childRoleCode':'" + link.childRoleCode() + "'");
        }
        if (link.company() != null) {
            members.add("'fleetCompany':" + company(link.company()));
        }
        if (link.parent() != null) {
            String role = link.parent().roleCode() == null
                    ? ""
                    : ",'roleCode':'" + link.parent().roleCode() + "'";
            members.add("'parentCustomer':{" + person(link.parent().person()) + role + "}");
        }
        members.add(link.children().stream()
                .map(SeededRequests::child)
                .collect(Collectors.joining(",", "'childCustomers':[", "]")));
        return String.join(",", members);
    }

    private static String child(ChildWish child) {
        String mark = child.defaultChild() == null ? "" : ",'defaultChild':" + child.defaultChild();
        return "{" + person(child.person()) + mark + "}";
    }

    private static String company(CompanyWish company) {
        String creation = company.name() == null
                ? ""
                : ",'name':'%s','hierarchyDefinitionCode':'%s'".formatted(company.name(), company.hierarchyCode());
        return "{'externalId':'" + company.externalId() + "'" + creation + "}";
    }

    private static String person(PersonDraft draft) {
        String identifiers = draft.claims().stream()
                .map(Claim::key)
                .map(key -> "{'type':'%s','value':'%s'}".formatted(key.type().wireName(), key.key()))
                .collect(Collectors.joining(","));
        String name = draft.profiles().getFirst().firstName();
        String date = draft.errors().isEmpty() ? "" : ",'createDate':'no date'";
        return "'profiles':[{'firstName':'%s','identifiers':[%s],'source':'INSTORE'}]%s"
                .formatted(name.toUpperCase(Locale.ROOT), identifiers, date);
    }
}
