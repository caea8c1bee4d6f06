package io.guildhall.association.domain;

import java.util.List;

/// One bulk call, parsed.
public record Batch(Operation operation, Options options, List<Item> items) {
    public Batch {
        items = List.copyOf(items);
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
