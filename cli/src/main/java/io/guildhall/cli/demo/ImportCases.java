package io.guildhall.cli.demo;

import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.demo.Commands.Result;
import io.guildhall.cli.demo.DemoCase.Call;
import io.guildhall.cli.table.Cell;
import io.guildhall.cli.table.Column;
import io.guildhall.cli.table.Table;
import io.guildhall.cli.terminal.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// The cases about a file: 20,000 people come in, those with slips are put right, and all of them go again. Each builds
/// on
/// the one before, so they are no resources as the others are.
final class ImportCases {
    private static final String PEOPLE_FILE = "people.csv";
    private static final String ERROR_FILE = "errors.csv";
    private static final List<String> COUNTS =
            List.of("created", "linked", "moved", "updated", "unchanged", "failed", "remaining");

    private final Service service;
    private final Commands commands;
    private final Output output;
    private final Fleet fleet = new Fleet();
    private final List<String> unexpected = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();
    private int number;

    /// @param number of the case before
    ImportCases(Service service, Commands commands, Output output, int number) {
        this.service = service;
        this.commands = commands;
        this.output = output;
        this.number = number;
    }

    /// The titles of cases with another outcome than the expected one.
    List<String> run() throws InterruptedException {
        FleetFile.write(commands.file(PEOPLE_FILE), fleet, Slip.ALL);
        String imported = bringIn();
        showErrors(imported);
        String repairs = repair(imported);
        takeBack(repairs, imported);
        return List.copyOf(unexpected);
    }

    private String bringIn() throws InterruptedException {
        String title = begin(
                "%,d people from a file, %d of them with a slip".formatted(Fleet.PEOPLE, Slip.ALL.size()),
                "Every child stands before its parent, and the companies come in the last lines. The rest does not wait for"
                        + " the rows that fail.");
        Result result = commands.run("import", PEOPLE_FILE);
        JsonNode job = result.first();
        output.table(counts(job));
        same("the status", ExitCode.PARTLY.number(), result.status());
        same("the state", "COMPLETED_WITH_ERRORS", job.path("state").asString(""));
        same("rows", Fleet.PEOPLE, job.path("total").asInt(0));
        same("rows that failed", Slip.ALL.size(), job.path("failed").asInt(0));
        same(
                "people created",
                Fleet.PEOPLE - Slip.ALL.size(),
                job.path("created").asInt(0));
        same("owners found", Fleet.COMPANIES, found(owners()));
        same("people with slips found", 0, found(slipped()));
        end(title);
        return job.path("id").asString("");
    }

    private void showErrors(String imported) throws InterruptedException {
        String title = begin(
                "Which rows failed, and why",
                "The rows come back as a file: its own columns, and in front of them line, code, message, field and hint.");
        Result result = commands.run("import", "errors", imported, "--out", ERROR_FILE);
        same("the status", ExitCode.DONE.number(), result.status());
        ErrorSheet sheet = ErrorSheet.read(commands.file(ERROR_FILE));
        output.table(sheet.table());
        same(
                "codes by line",
                Slip.ALL.stream().map(slip -> slip.line() + ": " + slip.code()).toList(),
                sheet.rows().stream()
                        .map(row -> ErrorSheet.line(row) + ": " + ErrorSheet.code(row))
                        .toList());
        end(title);
    }

    private String repair(String imported) throws InterruptedException {
        String title = begin(
                "The failed rows corrected and sent back",
                "One cell of each row is put right in that file. Sent back as repairs it touches those rows and no other.");
        ErrorSheet.read(commands.file(ERROR_FILE))
                .corrected(
                        Slip.ALL.stream().collect(Collectors.toMap(Slip::line, Function.identity())),
                        Slip.ALL.stream()
                                .collect(Collectors.toMap(
                                        Slip::line, slip -> FleetFile.cells(FleetFile.person(fleet, slip.line())))))
                .write(commands.file(ERROR_FILE));
        Result result = commands.run("import", ERROR_FILE, "--repairs", imported);
        JsonNode job = result.first();
        output.table(counts(job));
        same("the status", ExitCode.DONE.number(), result.status());
        same("the state", "SUCCEEDED", job.path("state").asString(""));
        same("rows", Slip.ALL.size(), job.path("total").asInt(0));
        same("people created", Slip.ALL.size(), job.path("created").asInt(0));
        same("people with slips found", Slip.ALL.size(), found(slipped()));
        end(title);
        return job.path("id").asString("");
    }

    private void takeBack(String repairs, String imported) throws InterruptedException {
        String title = begin(
                "All of it taken back",
                "The repairs first, then the import, newest change set first: people, companies and links are as before.");
        same("records of the repairs that stay", 0, revert(repairs));
        same("people with slips found", 0, found(slipped()));
        same("owners found", Fleet.COMPANIES, found(owners()));
        same("records of the import that stay", 0, revert(imported));
        same("owners found after all", 0, found(owners()));
        same("managers and drivers found after all", 0, found(sample()));
        end(title);
    }

    /// How many records stay as they are.
    private int revert(String id) throws InterruptedException {
        Result result = commands.run("import", "revert", id);
        same("the status", ExitCode.DONE.number(), result.status());
        same("change sets left", 0, result.results().getLast().path("remaining").asInt(0));
        return result.results().stream()
                .mapToInt(answer -> answer.path("skipped").size())
                .sum();
    }

    private List<String> owners() {
        return ids(IntStream.range(Fleet.PEOPLE - Fleet.COMPANIES, Fleet.PEOPLE));
    }

    private List<String> slipped() {
        return ids(Slip.ALL.stream().mapToInt(slip -> slip.line() - FleetFile.FIRST_LINE));
    }

    private List<String> sample() {
        return ids(IntStream.iterate(0, place -> place < Fleet.PEOPLE, place -> place + 499));
    }

    private List<String> ids(IntStream places) {
        return places.mapToObj(place -> fleet.at(place).externalId()).toList();
    }

    /// How many of them the service knows.
    private int found(List<String> externalIds) throws InterruptedException {
        int found = 0;
        for (String externalId : externalIds) {
            Reply reply = service.send(new Call(
                    Login.READER,
                    "GET",
                    "/v2/customers/lookup/customerDetails",
                    Map.of("source", "INSTORE", "identifierName", "externalId", "identifierValue", externalId),
                    Map.of(),
                    null));
            found += reply.status() == 200 ? 1 : 0;
        }
        return found;
    }

    private static Table counts(JsonNode job) {
        List<Column> columns = new ArrayList<>(List.of(Column.number("Rows")));
        List<Cell> cells =
                new ArrayList<>(List.of(Cell.of(grouped(job.path("total").asLong(0)))));
        for (String count : COUNTS) {
            long rows = job.path(count).asLong(0);
            columns.add(Column.number(count.substring(0, 1).toUpperCase(Locale.ROOT) + count.substring(1)));
            cells.add(Cell.of(rows == 0 ? "" : grouped(rows)));
        }
        columns.add(Column.number("Rows/s"));
        cells.add(Cell.of(grouped(Math.round(job.path("rowsPerSecond").asDouble(0)))));
        return new Table(columns, List.of(cells));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private String begin(String title, String story) {
        String numbered = "%d. %s".formatted(++number, title);
        differences.clear();
        output.heading(numbered);
        output.line(story);
        return numbered;
    }

    private void end(String title) {
        Verdict.show(output, differences);
        if (!differences.isEmpty()) {
            unexpected.add(title);
        }
    }

    private void same(String what, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            differences.add("%s: expected %s, got %s".formatted(what, expected, actual));
        }
    }
}
