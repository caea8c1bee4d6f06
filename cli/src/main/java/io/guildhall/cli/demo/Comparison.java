package io.guildhall.cli.demo;

import io.guildhall.cli.demo.Answer.Problem;
import io.guildhall.cli.demo.Answer.Row;
import io.guildhall.cli.demo.DemoCase.Expected;
import io.guildhall.cli.demo.DemoCase.ExpectedPerson;
import io.guildhall.cli.demo.DemoCase.ExpectedProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Holds an answer against what a case expects. Messages are free text and not compared.
final class Comparison {
    private final List<String> differences = new ArrayList<>();

    private Comparison() {}

    /// A sentence for each difference; none if everything is as expected.
    static List<String> differences(DemoCase demoCase, Reply reply, Answer answer) {
        Comparison comparison = new Comparison();
        Expected expected = demoCase.expect();
        comparison.same("the status", expected.status(), reply.status());
        expected.headers().forEach((name, value) -> comparison.same("header " + name, value, reply.header(name)));
        comparison.problems("the request", expected.problems(), answer.problems());
        comparison.same(
                "the number of people",
                expected.people().size(),
                answer.people().size());
        int both = Math.min(expected.people().size(), answer.people().size());
        for (int index = 0; index < both; index++) {
            comparison.person(
                    expected.people().get(index),
                    answer.people().get(index),
                    demoCase.request().isDryRun());
        }
        return List.copyOf(comparison.differences);
    }

    private void person(ExpectedPerson expected, Row row, boolean dryRun) {
        String who = expected.person();
        same("person " + row.item(), who, row.person());
        same(who + "'s outcome", expected.outcome(), row.outcome());
        same(who + "'s role", expected.role(), row.role());
        same(who + "'s company", expected.company(), row.company());
        same(who + "'s company being new", expected.createsCompany(), row.createsCompany());
        same(
                who + "'s parent",
                expected.parent(),
                row.parent() == null ? null : row.parent().name());
        same("what " + who + " holds", expected.holds(), row.holds());
        boolean known = expected.outcome() != Outcome.REFUSED && !dryRun;
        same(who + " having an id", known, row.id() != null);
        problems(who, expected.problems(), row.problems());
    }

    /// In any order: only the one of people is promised.
    private void problems(String whose, List<ExpectedProblem> expected, List<Problem> problems) {
        List<ExpectedProblem> actual = problems.stream()
                .map(problem -> new ExpectedProblem(problem.isError(), problem.code(), problem.field()))
                .toList();
        if (expected.size() != actual.size() || !Set.copyOf(expected).equals(Set.copyOf(actual))) {
            differences.add("errors and warnings of %s: expected %s, got %s".formatted(whose, expected, actual));
        }
    }

    private void same(String what, @Nullable Object expected, @Nullable Object actual) {
        if (!Objects.equals(expected, actual)) {
            differences.add("%s: expected %s, got %s".formatted(what, expected, actual));
        }
    }
}
