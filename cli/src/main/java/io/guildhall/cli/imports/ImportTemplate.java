package io.guildhall.cli.imports;

import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.service.Call;
import io.guildhall.cli.work.ServiceCommand;
import io.guildhall.cli.work.Workplace;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "template",
        header = "write a file to fill in",
        description = "The columns that the organisation knows, its own fields among them, with one invented row.",
        footer = {"guildhall import template > people.csv", "guildhall import template --out people.xlsx"})
final class ImportTemplate extends ServiceCommand {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv, xlsx or ndjson. Default: what the name of --out tells, else csv.")
    private @Nullable FileFormat format;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write it. Default: standard output.")
    private @Nullable String out;

    ImportTemplate(Environment environment) {
        super(environment);
    }

    @Override
    protected ExitCode run(Workplace place) throws InterruptedException {
        FileFormat named = out == null ? FileFormat.csv : FileFormat.of(out);
        FileFormat chosen = format == null ? named : format;
        Call call = Call.get(Jobs.PATH + "/template").header("Accept", "*/*").with(Map.of("format", chosen.name()));
        FileAnswer.write(place, call, chosen, out);
        return ExitCode.DONE;
    }
}
