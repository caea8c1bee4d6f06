package io.guildhall.cli.imports;

import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.service.Call;
import io.guildhall.cli.work.ServiceCommand;
import io.guildhall.cli.work.Workplace;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "errors",
        header = "write the failed rows of an import, to be corrected",
        description =
                "The original columns, and before them line, code, message, field and hint. Corrected and sent back with"
                        + " guildhall import FILE --repairs IMPORT the file touches those rows alone.",
        footer = {
            "guildhall import errors last > errors.csv",
            "guildhall import errors last --format xlsx --out errors.xlsx"
        })
final class ImportErrors extends ServiceCommand {
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(30);

    @Parameters(paramLabel = "IMPORT", description = "Id of the import, or last for the newest.")
    private String name = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv, xlsx or ndjson. Default: what the name of --out tells, else that of the file.")
    private @Nullable FileFormat format;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write them. Default: standard output.")
    private @Nullable String out;

    ImportErrors(Environment environment) {
        super(environment);
    }

    @Override
    protected ExitCode run(Workplace place) throws InterruptedException {
        FileFormat chosen = format == null && out != null ? FileFormat.of(out) : format;
        Call call = Call.get(Jobs.PATH + "/" + Jobs.id(place, name) + "/errors")
                .header("Accept", "*/*")
                .with(chosen == null ? Map.of() : Map.of("format", chosen.name()))
                .answerLimit(ANSWER_LIMIT);
        FileAnswer.write(place, call, chosen, out);
        return ExitCode.DONE;
    }
}
