package io.guildhall.cli.demo;

import io.guildhall.cli.demo.Answer.Named;
import io.guildhall.cli.demo.Answer.Problem;
import io.guildhall.cli.demo.Answer.Row;
import io.guildhall.cli.table.Cell;
import io.guildhall.cli.table.Column;
import io.guildhall.cli.table.Style;
import io.guildhall.cli.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tables of one answer: who became whom, and what the service remarked.
final class CaseReport {
    private CaseReport() {}

    static Table people(Answer answer, boolean dryRun) {
        return new Table(
                List.of(
                        Column.number("Item"),
                        Column.text("Person"),
                        Column.number("Id"),
                        Column.code("Role"),
                        Column.text("Company"),
                        Column.text("Parent"),
                        Column.text("Holds"),
                        Column.code("Outcome")),
                answer.people().stream().map(row -> person(row, dryRun)).toList());
    }

    static Table problems(Answer answer) {
        List<List<Cell>> rows = new ArrayList<>();
        answer.problems().forEach(problem -> rows.add(problem("", problem)));
        for (Row row : answer.people()) {
            row.problems().forEach(problem -> rows.add(problem(row.item(), problem)));
        }
        return new Table(
                List.of(
                        Column.number("Item"),
                        Column.code("Level"),
                        Column.number("Code"),
                        Column.text("Message"),
                        Column.path("Field")),
                rows);
    }

    private static List<Cell> person(Row row, boolean dryRun) {
        String outcome = (dryRun ? "would be " : "") + row.outcome().word();
        String company = row.company() == null ? "" : row.company() + (row.createsCompany() ? " (new)" : "");
        return List.of(
                Cell.of(row.item(), Style.FAINT),
                Cell.of(row.person()),
                Cell.of(row.id()),
                Cell.of(row.role()),
                Cell.of(company),
                Cell.of(parent(row.parent())),
                Cell.of(String.join(", ", row.holds())),
                Cell.of(outcome, row.outcome().style()));
    }

    private static String parent(@Nullable Named parent) {
        if (parent == null) {
            return "";
        }
        return parent.id() == null ? parent.name() : "%s (%d)".formatted(parent.name(), parent.id());
    }

    private static List<Cell> problem(String item, Problem problem) {
        Style style = problem.isError() ? Style.BAD : Style.DOUBTFUL;
        return List.of(
                Cell.of(item, Style.FAINT),
                Cell.of(problem.isError() ? "error" : "warning", style),
                Cell.of(problem.code(), style),
                Cell.of(problem.message()),
                Cell.of(problem.field()));
    }
}
