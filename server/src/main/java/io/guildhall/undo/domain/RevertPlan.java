package io.guildhall.undo.domain;

import io.guildhall.loyalty.domain.Reversible;
import java.util.List;

/// What is to be done.
///
/// @param doing the steps that are taken
/// @param postings those that are posted back
/// @param skipped everything that stays as it is though the change set had changed it, by record
public record RevertPlan(Steps doing, List<Reversible> postings, List<Skipped> skipped) {
    public RevertPlan {
        postings = List.copyOf(postings);
        skipped = List.copyOf(skipped);
    }

    /// How many records become what they were.
    public int restored() {
        return (int) doing.all().filter(step -> !step.removes()).count();
    }

    /// How many records go that the change set had made.
    public int removed() {
        return (int) doing.all().filter(Step::removes).count();
    }

    public boolean isNothing() {
        return doing.all().findAny().isEmpty();
    }
}
