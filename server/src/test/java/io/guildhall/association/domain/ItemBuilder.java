package io.guildhall.association.domain;

import io.guildhall.association.domain.LinkWish.ChildWish;
import io.guildhall.association.domain.LinkWish.CompanyWish;
import io.guildhall.association.domain.LinkWish.ParentWish;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// One item of a batch in few words; what a test does not say is not sent. People are written as [Mention] has them.
final class ItemBuilder {
    private final String person;
    private boolean linked;
    private String hierarchy;
    private String role;
    private String childRole;
    private String parent;
    private String parentRole;
    private final List<Child> children = new ArrayList<>();
    private CompanyWish company;
    private UnaryOperator<PersonDraft> amendment = draft -> draft;
    private UnaryOperator<PersonDraft> parentAmendment = draft -> draft;

    private record Child(String person, Boolean defaultChild) {}

    private ItemBuilder(String person) {
        this.person = person;
    }

    static ItemBuilder item(String person) {
        return new ItemBuilder(person);
    }

    /// With associationDetails, which all of the following bring along.
    ItemBuilder linked() {
        linked = true;
        return this;
    }

    ItemBuilder in(String code) {
        hierarchy = code;
        return linked();
    }

    ItemBuilder as(String code) {
        role = code;
        return linked();
    }

    ItemBuilder under(String who) {
        parent = who;
        return linked();
    }

    ItemBuilder under(String who, String code) {
        parentRole = code;
        return under(who);
    }

    ItemBuilder with(String... who) {
        Arrays.stream(who).map(child -> new Child(child, null)).forEach(children::add);
        return linked();
    }

    ItemBuilder withDefault(String who, boolean isDefault) {
        children.add(new Child(who, isDefault));
        return linked();
    }

    ItemBuilder childrenAs(String code) {
        childRole = code;
        return linked();
    }

    ItemBuilder of(String key) {
        return ofCompany(key, null, null, null);
    }

    ItemBuilder creating(String key, String hierarchyCode) {
        return ofCompany(key, null, "Name of " + key, hierarchyCode);
    }

    ItemBuilder ofCompany(String key, Long id, String name, String hierarchyCode) {
        company = new CompanyWish(Pointer.ROOT, key, id, name, hierarchyCode);
        return linked();
    }

    ItemBuilder amended(UnaryOperator<PersonDraft> change) {
        amendment = change;
        return this;
    }

    ItemBuilder parentAmended(UnaryOperator<PersonDraft> change) {
        parentAmendment = change;
        return this;
    }

    Item at(int index) {
        Pointer at = Pointer.ROOT.child(index);
        PersonDraft self = amendment.apply(Mention.draft(person, at));
        return new Item(self, linked ? wish(at.child("associationDetails")) : null);
    }

    private LinkWish wish(Pointer at) {
        List<ChildWish> wishes = new ArrayList<>();
        for (Child child : children) {
            Pointer place = at.child("childCustomers").child(wishes.size());
            wishes.add(new ChildWish(Mention.draft(child.person, place), child.defaultChild));
        }
        ParentWish above = parent == null
                ? null
                : new ParentWish(parentAmendment.apply(Mention.draft(parent, at.child("parentCustomer"))), parentRole);
        CompanyWish placed = company == null
                ? null
                : new CompanyWish(
                        at.child("fleetCompany"),
                        company.externalId(),
                        company.id(),
                        company.name(),
                        company.hierarchyCode());
        List<Problem> warnings = List.of();
        return new LinkWish(at, hierarchy, role, childRole, above, wishes, placed, warnings);
    }

    static List<Item> items(List<ItemBuilder> builders) {
        List<Item> items = new ArrayList<>();
        for (ItemBuilder builder : builders) {
            items.add(builder.at(items.size()));
        }
        return items;
    }
}
