package io.guildhall.association.domain;

import io.guildhall.association.domain.Plan.ItemOutcome;
import io.guildhall.association.domain.Plan.Result;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A plan's outcomes as lines to read: `ok`, or the errors as code and place.
final class Told {
    private Told() {}

    /// One line per item, such as `ok [ok, 1618 /0/associationDetails/childCustomers/1]`.
    static List<String> of(Plan plan) {
        List<String> lines = new ArrayList<>();
        for (ItemOutcome outcome : plan.outcomes()) {
            String children = outcome.children().stream().map(Told::errors).collect(Collectors.joining(", "));
            lines.add(errors(outcome.self()) + (children.isEmpty() ? "" : " [" + children + "]"));
        }
        return lines;
    }

    private static String errors(Result result) {
        return result instanceof Result.Refused refused ? lines(refused.errors()) : "ok";
    }

    /// The warnings of an item's own person.
    static String warnings(Plan plan, int index) {
        return lines(plan.outcomes().get(index).self().warnings());
    }

    static String warningsOfChild(Plan plan, int index, int child) {
        return lines(plan.outcomes().get(index).children().get(child).warnings());
    }

    private static String lines(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.code().number() + " " + problem.field())
                .collect(Collectors.joining(" & "));
    }

    /// The first error code of each mention in order, 0 for a success: per item its own and then its children's.
    static List<List<Integer>> firstCodes(Plan plan) {
        List<List<Integer>> codes = new ArrayList<>();
        for (ItemOutcome outcome : plan.outcomes()) {
            List<Integer> item = new ArrayList<>();
            item.add(code(outcome.self()));
            outcome.children().forEach(child -> item.add(code(child)));
            codes.add(item);
        }
        return codes;
    }

    private static int code(Result result) {
        return result instanceof Result.Refused refused
                ? refused.errors().getFirst().code().number()
                : 0;
    }

    /// What a batch asks for, one line per item.
    static String asked(Batch batch) {
        return batch.operation() + " " + batch.options().atomicity()
                + batch.items().stream().map(Told::asked).collect(Collectors.joining("\n  ", "\n  ", "\n"));
    }

    private static String asked(Item item) {
        LinkWish link = item.link();
        if (link == null) {
            return person(item.person());
        }
        String children = link.children().stream()
                .map(child -> person(child.person()) + (child.defaultChild() == null ? "" : child.defaultChild()))
                .collect(Collectors.joining(", "));
        return person(item.person()) + " in " + link.hierarchyCode() + " as " + link.roleCode()
                + (link.company() == null
                        ? ""
                        : " of " + link.company().externalId() + " "
                                + link.company().name())
                + (link.parent() == null
                        ? ""
                        : " under " + person(link.parent().person()) + " "
                                + link.parent().roleCode())
                + (children.isEmpty() ? "" : " with " + link.childRoleCode() + " " + children);
    }

    private static String person(PersonDraft draft) {
        return (draft.errors().isEmpty() ? "" : "!")
                + draft.claims().stream().map(claim -> claim.key().key()).collect(Collectors.joining("+"));
    }

    static Result.Done done(Plan plan, int index) {
        return (Result.Done) plan.outcomes().get(index).self();
    }
}
