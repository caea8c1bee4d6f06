package io.guildhall.cli.organisation;

import io.guildhall.cli.command.CommandFailure;
import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.service.Call;
import io.guildhall.cli.service.Json;
import io.guildhall.cli.service.Patience;
import io.guildhall.cli.table.Cell;
import io.guildhall.cli.table.Column;
import io.guildhall.cli.table.Style;
import io.guildhall.cli.table.Table;
import io.guildhall.cli.work.InputFile;
import io.guildhall.cli.work.People;
import io.guildhall.cli.work.Problems;
import io.guildhall.cli.work.ServiceCommand;
import io.guildhall.cli.work.Workplace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

@Command(
        name = "apply",
        header = "bring an organisation to the state of a document",
        description = {
            "Creates the organisation or changes what differs. Applying the same document again changes nothing. What the"
                    + " document leaves out stays, unless --prune is given."
        },
        footer = {
            "guildhall org apply acme.json --dry-run",
            "guildhall org apply acme.json",
            "guildhall org export acme | jq '.tills[0].active = false' | guildhall org apply -"
        })
final class ApplyOrganisation extends ServiceCommand {
    /// Applying the same document twice is the same as once.
    private static final int RETRIES = 3;

    @Parameters(paramLabel = "FILE", description = "The document in JSON; - is standard input.")
    private String file = "";

    @Option(names = "--code", paramLabel = "CODE", description = "Code of the organisation. Default: the document's.")
    private @Nullable String code;

    @Option(names = "--prune", description = "Remove what the document leaves out. Refused where it is in use.")
    private boolean prune;

    @Option(names = "--dry-run", description = "Show what would change, and change nothing.")
    private boolean dryRun;

    private final Environment environment;

    ApplyOrganisation(Environment environment) {
        super(environment);
        this.environment = environment;
    }

    @Override
    protected ExitCode run(Workplace place) throws InterruptedException {
        JsonNode document = document();
        String target = code != null ? code : People.text(document, "code");
        if (target.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "The document has no code; name one with --code.");
        }
        Map<String, String> query = new HashMap<>();
        if (prune) {
            query.put("prune", "true");
        }
        if (dryRun) {
            query.put("dryRun", "true");
        }
        JsonNode answer = place.send(Call.write("PUT", "/admin/v1/orgs/" + Call.segment(target))
                        .as(Call.Who.OPERATOR)
                        .with(query)
                        .body(document)
                        .patience(Patience.of(RETRIES)))
                .orRefuse()
                .json();
        show(place, target, answer);
        return ExitCode.DONE;
    }

    private void show(Workplace place, String target, JsonNode answer) {
        if (place.json()) {
            place.output().json(answer);
            return;
        }
        JsonNode changes = answer.path("changes");
        place.output()
                .table(new Table(
                        List.of(Column.code("Action"), Column.path("Object")),
                        changes.values().stream()
                                .map(change -> List.of(
                                        Cell.of(People.text(change, "action"), style(People.text(change, "action"))),
                                        Cell.of(People.text(change, "path"))))
                                .toList()));
        Problems.sayWarnings(place.output(), answer);
        String what = changes.isEmpty() ? "is as the document says" : "%d objects".formatted(changes.size());
        place.output()
                .say(
                        changes.isEmpty()
                                ? "Organisation %s %s already.".formatted(target, what)
                                : "Organisation %s: %s %s."
                                        .formatted(target, what, dryRun ? "would change" : "changed"));
    }

    private static Style style(String action) {
        return switch (action) {
            case "create" -> Style.GOOD;
            case "remove" -> Style.BAD;
            default -> Style.DOUBTFUL;
        };
    }

    private JsonNode document() {
        try (InputFile input = InputFile.of(environment, file)) {
            return object(input);
        }
    }

    private static JsonNode object(InputFile input) {
        try {
            JsonNode document = Json.MAPPER.readTree(input.bytes());
            if (document.isObject()) {
                return document;
            }
            throw new CommandFailure(ExitCode.USAGE, "%s holds no JSON object.".formatted(input.title()));
        } catch (JacksonException e) {
            var place = e.getLocation();
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "%s is no JSON%s: %s."
                            .formatted(
                                    input.title(),
                                    place == null
                                            ? ""
                                            : " (line %d, column %d)".formatted(place.getLineNr(), place.getColumnNr()),
                                    e.getOriginalMessage()),
                    null,
                    e);
        }
    }
}
