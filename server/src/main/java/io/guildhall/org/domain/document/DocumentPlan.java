package io.guildhall.org.domain.document;

import io.guildhall.error.Problem;
import io.guildhall.org.domain.document.Shape.Members;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What applying a sent document comes to, as far as the document itself tells.
///
/// @param stored the organisation's document before, null for a new organisation
/// @param sent as sent, with the ids that the server assigns
/// @param merged the document to store
/// @param problems every fault; with any, nothing else here means anything
public record DocumentPlan(
        @Nullable Part stored, Part sent, Part merged, List<Change> changes, List<Problem> problems) {
    public DocumentPlan {
        changes = List.copyOf(changes);
        problems = List.copyOf(problems);
    }

    public static DocumentPlan of(Members shape, @Nullable Part stored, Part sent, boolean prune) {
        Part before = stored == null ? null : DocumentMerge.completed(shape, stored);
        Part known = before == null ? Part.EMPTY : before;
        Part identified = Identities.assign(sent, known);
        Part merged = DocumentMerge.merge(shape, before, identified, prune);
        List<Problem> problems = DocumentRules.check(shape, known, identified, merged);
        List<Change> changes = problems.isEmpty() ? DocumentDiff.between(shape, before, merged) : List.of();
        return new DocumentPlan(before, identified, merged, changes, problems);
    }
}
