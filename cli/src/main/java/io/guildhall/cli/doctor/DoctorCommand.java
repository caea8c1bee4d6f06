package io.guildhall.cli.doctor;

import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.service.Json;
import io.guildhall.cli.table.Cell;
import io.guildhall.cli.table.Column;
import io.guildhall.cli.table.Style;
import io.guildhall.cli.table.Table;
import io.guildhall.cli.work.ServiceCommand;
import io.guildhall.cli.work.Workplace;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "doctor",
        header = "check that everything is in place",
        description = {
            "Looks at configuration, address, connection, clock, version, and the credentials of till and operator, says what"
                    + " it finds and what to do about it. It changes nothing.",
            "",
            "Ends with the status of the first check that failed."
        },
        footer = {"guildhall doctor", "guildhall doctor --profile production --output json"})
public final class DoctorCommand extends ServiceCommand {
    DoctorCommand(Environment environment) {
        super(environment);
    }

    @Override
    protected ExitCode run(Workplace place) throws InterruptedException {
        List<Finding> findings = new Checkup(place).run();
        if (place.json()) {
            place.output().json(json(findings));
        } else {
            findings.forEach(finding -> show(place, finding));
        }
        return findings.stream()
                .filter(finding -> finding.state() == Finding.State.BAD)
                .map(Finding::code)
                .findFirst()
                .orElse(ExitCode.DONE);
    }

    private static void show(Workplace place, Finding finding) {
        Cell state = switch (finding.state()) {
            case OK -> Cell.of("ok", Style.GOOD);
            case NOTE -> Cell.of("note", Style.DOUBTFUL);
            case BAD -> Cell.of("bad", Style.BAD);
        };
        String[] lines = finding.found().split("\n");
        place.output()
                .lines(new Table(
                        List.of(fixed(), fixed(), new Column("", Column.Side.LEFT, Column.Cut.NEVER)),
                        List.of(List.of(
                                state,
                                Cell.of(finding.check()
                                        + " ".repeat(13 - finding.check().length())),
                                Cell.of(lines[0])))));
        for (int index = 1; index < lines.length; index++) {
            place.output().line("      " + lines[index]);
        }
        if (finding.advice() != null) {
            place.output().line("      -> " + finding.advice());
        }
    }

    private static Column fixed() {
        return Column.code("    ");
    }

    private static ArrayNode json(List<Finding> findings) {
        ArrayNode json = Json.MAPPER.createArrayNode();
        for (Finding finding : findings) {
            ObjectNode node = json.addObject()
                    .put("check", finding.check())
                    .put("state", finding.state().name())
                    .put("found", finding.found());
            if (finding.advice() != null) {
                node.put("advice", finding.advice());
            }
        }
        return json;
    }
}
