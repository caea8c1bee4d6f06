package io.guildhall.cli.imports;

import io.guildhall.cli.command.CommandFailure;
import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.service.Call;
import io.guildhall.cli.service.Patience;
import io.guildhall.cli.work.InputFile;
import io.guildhall.cli.work.ServiceCommand;
import io.guildhall.cli.work.Workplace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "import",
        header = "import a file of any length",
        description = {
            "Sends a CSV, XLSX or NDJSON file, of which the service makes a job, and watches it: with a bar on a terminal,"
                    + " with a line now and then elsewhere. References work across the whole file in any order.",
            "",
            "Ctrl-C asks whether to leave the job, which goes on without this command, to cancel it, or to watch on; a"
                    + " second Ctrl-C leaves it at once. Where nobody can be asked, the job is left.",
            "",
            "Rows that fail do not stop the others: guildhall import errors writes them with their reasons, and with"
                    + " --repairs the corrected file touches those rows alone. A file whose name is that of a command below"
                    + " is written ./NAME."
        },
        footer = {
            "guildhall import template > people.csv",
            "guildhall import people.csv --dry-run",
            "guildhall import people.xlsx --map Handy=mobile --map Remarks=",
            "guildhall import errors last > errors.csv",
            "guildhall import errors.csv --repairs last",
            "zcat people.ndjson.gz | guildhall import - --format ndjson --detach"
        },
        subcommands = {
            ImportStatus.class,
            ListImports.class,
            ImportErrors.class,
            ImportTemplate.class,
            SteerImport.Pause.class,
            SteerImport.Resume.class,
            SteerImport.Cancel.class,
            RevertImport.class
        })
public final class ImportCommand extends ServiceCommand {
    /// The body is sent within this time as well.
    private static final Duration UPLOAD_LIMIT = Duration.ofHours(6);

    private static final int RETRIES = 5;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The file; - is standard input.")
    private @Nullable String file;

    @Mixin
    private final ImportOptions options = new ImportOptions();

    @Option(names = "--detach", description = "End as soon as the service has taken the file.")
    private boolean detach;

    private final Environment environment;

    ImportCommand(Environment environment) {
        super(environment);
        this.environment = environment;
    }

    @Override
    protected ExitCode run(Workplace place) throws InterruptedException {
        if (file == null) {
            throw new CommandFailure(
                    ExitCode.USAGE, "A file, or one of the commands, is missing.", "guildhall help import");
        }
        FileFormat format = options.format == null ? FileFormat.of(file) : options.format;
        JsonNode answer;
        try (InputFile input = InputFile.of(environment, file)) {
            answer = send(place, input, format);
        }
        Job job = Job.of(answer);
        place.output().say(String.format(Locale.ROOT, "Import %s: %,d rows.", job.id(), job.total()));
        if (!detach) {
            return new Following(place, job.id()).untilTheEnd();
        }
        if (place.json()) {
            place.output().json(answer.path("import"));
        } else {
            place.output().line(job.id());
        }
        return ExitCode.DONE;
    }

    private JsonNode send(Workplace place, InputFile input, FileFormat format) throws InterruptedException {
        Map<String, String> query =
                new HashMap<>(options.query(place.service().settings().source()));
        if (!input.temporary()) {
            query.put("fileName", String.valueOf(Path.of(input.title()).getFileName()));
        }
        if (options.repairs != null) {
            query.put("repairs", Jobs.id(place, options.repairs));
        }
        long bytes = input.path().toFile().length();
        place.output().say("Sending %s (%s) ...".formatted(input.title(), size(bytes)));
        return place.send(Call.write("POST", Jobs.PATH)
                        .with(query)
                        .body(new Call.Body.File(input.path(), format.contentType()))
                        .patience(Patience.whileBusy(RETRIES))
                        .answerLimit(UPLOAD_LIMIT))
                .orRefuse()
                .json();
    }

    private static String size(long bytes) {
        List<String> units = List.of("B", "KB", "MB", "GB", "TB");
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < units.size() - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units.get(unit));
    }
}
