package io.guildhall.association.domain;

import io.guildhall.customer.domain.PersonDraft;
import java.util.List;
import java.util.function.Consumer;

/// One bulk call, parsed.
public record Batch(Operation operation, Options options, List<Item> items) {
    public Batch {
        items = List.copyOf(items);
    }

    /// Every mention of a person: each item's own, then its parent and its children.
    public void forEachMention(Consumer<PersonDraft> action) {
        for (Item item : items) {
            action.accept(item.person());
            LinkWish link = item.link();
            if (link != null) {
                if (link.parent() != null) {
                    action.accept(link.parent().person());
                }
                link.children().forEach(child -> action.accept(child.person()));
            }
        }
    }

    /// How a call wants to be carried out, beside what its items ask for.
    ///
    /// @param acrossSources `source=ALL`: people are recognised by their identifiers in every source
    /// @param strict what would be dropped with a warning is an error (`spec/beyond.md` row 12)
    /// @param updateExisting `onExisting=update`: somebody registered already and sent without associationDetails
    ///     is updated instead of refused (`spec/associate.md` §6 row 2b)
    /// @param everyProgram whether enrolment goes through every programme
    /// @param explain whether the answer tells why each place was given
    public record Options(
            Atomicity atomicity,
            boolean acrossSources,
            boolean strict,
            boolean updateExisting,
            boolean everyProgram,
            boolean explain) {

        /// What a call without further parameters gets.
        public static Options of(Atomicity atomicity) {
            return new Options(atomicity, false, false, false, false, false);
        }

        public Options acrossAllSources() {
            return new Options(atomicity, true, strict, updateExisting, everyProgram, explain);
        }

        public Options updatingExisting() {
            return new Options(atomicity, acrossSources, strict, true, everyProgram, explain);
        }
    }
}
