package io.guildhall.cli.tree;

import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.table.Style;
import io.guildhall.cli.terminal.Output;
import io.guildhall.cli.work.ServiceCommand;
import io.guildhall.cli.work.Workplace;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "tree",
        header = "draw a company with its people and sub-companies",
        description =
                "People stand under their parents, with role and id. Whoever stands under somebody of another company"
                        + " begins a branch and says under whom. Sub-companies that are switched off are left out.",
        footer = {
            "guildhall tree ARDEN-HQ",
            "guildhall tree ARDEN-HQ --limit 5000 --output json",
            "guildhall tree id:17 --as-of 2031-03-04T09:15:27Z"
        })
public final class TreeCommand extends ServiceCommand {
    @Parameters(paramLabel = "COMPANY", description = "Key of the company, or id:NUMBER.")
    private String company = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many people at most. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1000")
    private int limit = 1000;

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description = "Source whose names are shown. Default: the profile's, else ALL.")
    private @Nullable String source;

    @Option(names = "--as-of", paramLabel = "INSTANT", description = "Links as they were then.")
    private @Nullable String asOf;

    TreeCommand(Environment environment) {
        super(environment);
    }

    @Override
    protected ExitCode run(Workplace place) throws InterruptedException {
        TreeReader reader =
                new TreeReader(place, source == null ? place.source() : source, asOf, atLeastOne(limit, "--limit"));
        CompanyTree tree = reader.read(company);
        Output output = place.output();
        if (place.json()) {
            output.json(tree.json());
        } else {
            TreeDrawing.draw(tree.node(), output.terminal().lines()).forEach(output::line);
        }
        output.say(String.format(
                Locale.ROOT,
                "%,d %s, %,d people",
                tree.companies(),
                tree.companies() == 1 ? "company" : "companies",
                tree.peopleShown()));
        if (tree.peopleLeft() > 0) {
            output.say(
                    String.format(Locale.ROOT, "Cut: %,d people are left out; --limit shows more.", tree.peopleLeft()),
                    Style.DOUBTFUL);
        }
        if (reader.companiesCut()) {
            output.say("Cut: there are more companies than are looked through, some may be missing.", Style.DOUBTFUL);
        }
        return ExitCode.DONE;
    }
}
