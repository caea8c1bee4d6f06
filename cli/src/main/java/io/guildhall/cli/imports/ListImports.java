package io.guildhall.cli.imports;

import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.work.ServiceCommand;
import io.guildhall.cli.work.Workplace;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "list",
        header = "list imports",
        description = "The newest first, as long as the service keeps them. JSON has one import to a line.",
        footer = "guildhall import list --limit 10")
final class ListImports extends ServiceCommand {
    private static final int LARGEST_PAGE = 100;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many at most, up to 100. Default: ${DEFAULT-VALUE}.",
            defaultValue = "20")
    private int limit = 20;

    ListImports(Environment environment) {
        super(environment);
    }

    @Override
    protected ExitCode run(Workplace place) throws InterruptedException {
        JsonNode page = place.read(
                Jobs.PATH, Map.of("limit", Integer.toString(Math.min(atLeastOne(limit, "--limit"), LARGEST_PAGE))));
        JsonNode imports = page.path("data");
        if (place.json()) {
            imports.forEach(place.output()::jsonLine);
        } else {
            place.output().table(ImportPage.list(imports));
        }
        long more = page.path("pagination").path("total").asLong(0) - imports.size();
        if (imports.isEmpty()) {
            place.output().say("There is no import yet.");
        } else if (more > 0) {
            place.output().say(String.format(Locale.ROOT, "%,d more; --limit shows them.", more));
        }
        return ExitCode.DONE;
    }
}
