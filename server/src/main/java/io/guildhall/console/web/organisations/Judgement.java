package io.guildhall.console.web.organisations;

import io.guildhall.error.Problem;
import io.guildhall.org.DocumentText;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// What is to be said of a document before it is applied.
///
/// @param faults by line; with any, it cannot be applied
/// @param groups what it would change
/// @param kept what it does not name and what stays for that
record Judgement(List<Fault> faults, List<Differences.Group> groups, List<String> kept) {
    Judgement {
        faults = List.copyOf(faults);
        groups = List.copyOf(groups);
        kept = List.copyOf(kept);
    }

    /// @param pointer the place in the document, empty where the text is no document
    record Fault(int line, String pointer, String message) {}

    static Judgement of(DocumentText.Unreadable text) {
        return new Judgement(
                List.of(new Fault(text.line(), "", text.reason() + " (column " + text.column() + ")")),
                List.of(),
                List.of());
    }

    static Judgement of(List<Problem> problems, DocumentText.Readable text) {
        return new Judgement(
                problems.stream()
                        .map(problem -> {
                            String pointer = Objects.requireNonNullElse(problem.field(), "");
                            return new Fault(text.line(pointer), pointer, problem.message());
                        })
                        .sorted(Comparator.comparingInt(Fault::line))
                        .toList(),
                List.of(),
                List.of());
    }

    /// The lines at fault, as a script reads them.
    public String lines() {
        return String.join(
                " ",
                faults.stream()
                        .map(fault -> Integer.toString(fault.line()))
                        .distinct()
                        .toList());
    }
}
