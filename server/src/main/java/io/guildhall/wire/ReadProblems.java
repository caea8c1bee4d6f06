package io.guildhall.wire;

import io.guildhall.error.Problem;
import java.util.ArrayList;
import java.util.List;

/// The faults of a body: what could not be read, and what breaks a rule.
public final class ReadProblems {
    private ReadProblems() {}

    /// All of them, unreadable members first. A rule is not heard about a member that could not be read, nor about
    /// anything inside it: what looks missing there may well have been meant.
    public static List<Problem> combined(List<Problem> unreadable, List<Problem> broken) {
        List<String> places =
                unreadable.stream().map(Problem::field).map(String::valueOf).toList();
        List<Problem> combined = new ArrayList<>(unreadable);
        for (Problem problem : broken) {
            String field = String.valueOf(problem.field());
            if (places.stream().noneMatch(place -> field.equals(place) || field.startsWith(place + "/"))) {
                combined.add(problem);
            }
        }
        return combined;
    }
}
