package io.guildhall.association.domain;

import io.guildhall.association.domain.NaiveState.Who;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.hierarchy.domain.Hierarchy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// One person asked for, as the naive model keeps it: an item's own, or one of its children.
final class NaiveMention {
    final Item item;
    final NaiveMention owner;
    final PersonDraft draft;
    final Boolean mark;
    final Set<String> identifiers;
    final Set<String> parentIdentifiers;
    /// First error code; 0 while the mention stands.
    int code;

    Who who;
    Who parent;
    Hierarchy hierarchy;
    String role;
    String childRole;
    String company;
    String parentRole;
    boolean ofOtherHierarchy;
    boolean creates;
    boolean namesOnly;

    private NaiveMention(Item item, NaiveMention owner, PersonDraft draft, Boolean mark) {
        this.item = item;
        this.owner = owner;
        this.draft = draft;
        this.mark = mark;
        this.identifiers = values(draft);
        this.parentIdentifiers =
                owner == null && item.link() != null && item.link().parent() != null
                        ? values(item.link().parent().person())
                        : Set.of();
    }

    static List<NaiveMention> of(Batch batch) {
        List<NaiveMention> all = new ArrayList<>();
        for (Item item : batch.items()) {
            NaiveMention own = new NaiveMention(item, null, item.person(), null);
            all.add(own);
            if (item.link() != null) {
                item.link()
                        .children()
                        .forEach(child -> all.add(new NaiveMention(item, own, child.person(), child.defaultChild())));
            }
        }
        return all;
    }

    private static Set<String> values(PersonDraft draft) {
        return draft.claims().stream().map(claim -> claim.key().key()).collect(Collectors.toSet());
    }

    boolean isItem() {
        return owner == null;
    }

    boolean stands() {
        return code == 0;
    }

    boolean linkWanted() {
        return hierarchy != null;
    }

    /// Takes the code, if there is one; whether there was.
    boolean fails(int found) {
        code = found;
        return found != 0;
    }

    Who wantedParent() {
        return owner == null ? parent : owner.who;
    }
}
