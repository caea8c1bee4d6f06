package io.guildhall.benchmarks;

import io.guildhall.benchmarks.report.Figure;
import io.guildhall.benchmarks.report.Machine;
import io.guildhall.benchmarks.report.Report;
import io.guildhall.benchmarks.service.BenchFailure;
import io.guildhall.benchmarks.service.Database;
import io.guildhall.benchmarks.service.ServerProcess;
import io.guildhall.cli.terminal.Output;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Measures the service and prints one table. Status 0: measured; 1: something went wrong; 2: wrong usage.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures the service against what its database does by itself.")
public final class BenchCommand implements Callable<Integer> {
    enum Scenario {
        W,
        PUT,
        IMPORT,
        SINGLE,
        GET,
        CHILDREN,
        GROWTH,
        START,
        BESIDE,
        LONGIMPORT,
        READS,
        MEMORY
    }

    private static final int LOG_TAIL = 40;

    @Option(names = "--server", hidden = true, required = true)
    private Path jar = Path.of("");

    @Option(names = "--java-option", hidden = true)
    private List<String> javaOptions = new ArrayList<>();

    @Option(names = "--quick", description = "Less of everything and one run each: under 90 seconds.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there as well, with the machine's.")
    private @Nullable Path json;

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "Only these: ${COMPLETION-CANDIDATES}.")
    private @Nullable Set<Scenario> only;

    private final long started = System.nanoTime();
    private final Output output = Output.ofProcess();
    private final List<Figure> figures = new ArrayList<>();
    private Map<String, Map<String, Integer>> rows = Map.of();
    private int failures;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path directory = Files.createTempDirectory("guildhall-bench-").toRealPath();
        try {
            measure(directory);
            return failures == 0 ? 0 : fail("Not everything could be measured.", directory);
        } catch (BenchFailure failure) {
            return fail(failure.getMessage(), directory);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof BenchFailure inside) {
                return fail(inside.getMessage(), directory);
            }
            throw failure;
        } finally {
            delete(directory);
        }
    }

    private int fail(String sentence, Path directory) throws java.io.IOException {
        output.say(sentence);
        Path log = directory.resolve("server.log");
        if (Files.exists(log)) {
            List<String> lines = Files.readAllLines(log);
            output.say("The service said last:");
            lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()).forEach(output::say);
        }
        return 1;
    }

    private void measure(Path directory) throws Exception {
        Scale scale = Scale.of(quick);
        Database given = Database.of(System.getenv());
        byte[] secret = new byte[12];
        new SecureRandom().nextBytes(secret);
        ServerProcess.Settings settings = new ServerProcess.Settings(
                jar, javaOptions, directory, "bench:" + HexFormat.of().formatHex(secret), Map.of());
        output.say(
                given == null
                        ? "Starting the service with a PostgreSQL of its own in " + directory
                        : "Starting the service; its organisations stay behind in the database that GUILDHALL_DB_URL names");
        try (Stage stage = new Stage(settings, given)) {
            Machine machine = Machine.here(stage.databaseVersion());
            measureAgainstFloor(stage, scale);
            measureOthers(stage, scale);
            print(new Report(machine, quick, rows, List.copyOf(figures)));
        }
    }

    private void measureAgainstFloor(Stage stage, Scale scale) throws Exception {
        if (!wants(Scenario.W, Scenario.PUT, Scenario.IMPORT, Scenario.SINGLE, Scenario.GET)) {
            return;
        }
        tell("Recording what calls write, warming up ...");
        try (FloorScenarios scenarios = new FloorScenarios(stage, scale)) {
            rows = scenarios.rows();
            scenarios.warmUp();
            if (wants(Scenario.W, Scenario.PUT)) {
                tell("W and PUT ...");
                attempt("W and PUT", scenarios::bulk);
            }
            if (wants(Scenario.IMPORT)) {
                tell("Import ...");
                attempt("Import", scenarios::imports);
                attempt("Import of a workbook", () -> List.of(scenarios.workbook()));
            }
            if (wants(Scenario.SINGLE)) {
                tell("POST of one person ...");
                attempt("POST of one person", () -> List.of(scenarios.single()));
            }
            if (wants(Scenario.GET)) {
                tell("GET ...");
                attempt("GET", () -> List.of(scenarios.lookup()));
            }
        }
    }

    private void measureOthers(Stage stage, Scale scale) throws Exception {
        OtherScenarios scenarios = new OtherScenarios(stage, scale);
        if (wants(Scenario.CHILDREN)) {
            tell("A parent with many children ...");
            attempt("A parent with many children", () -> List.of(scenarios.children()));
        }
        if (wants(Scenario.GROWTH)) {
            tell("Growth ...");
            attempt("Growth", () -> List.of(scenarios.growth()));
        }
        if (wants(Scenario.START)) {
            tell("Start ...");
            attempt("Start", () -> List.of(scenarios.start()));
        }
        if (wants(Scenario.BESIDE)) {
            tell("Single calls beside an import ...");
            attempt("Single calls beside an import", () -> List.of(scenarios.courtesy()));
        }
        if (wants(Scenario.LONGIMPORT)) {
            tell("A long import ...");
            attempt("A long import", () -> List.of(scenarios.longImport()));
        }
        if (wants(Scenario.READS)) {
            tell("Reads beside few people and beside many ...");
            attempt("Reads", () -> new ReadScenarios(stage, scale).reads());
        }
        if (wants(Scenario.MEMORY)) {
            tell("Memory ...");
            attempt("Memory", () -> List.of(scenarios.memory()));
        }
    }

    /// What the service cannot do is a finding like any other, and no reason to leave the rest unmeasured.
    private void attempt(String scenario, Callable<List<Figure>> measuring) throws Exception {
        try {
            figures.addAll(measuring.call());
        } catch (BenchFailure failure) {
            failed(scenario, failure);
        } catch (ExecutionException failure) {
            failed(scenario, failure.getCause());
        }
    }

    private void failed(String scenario, @Nullable Throwable reason) {
        failures++;
        figures.add(Figure.failed(scenario, String.valueOf(reason == null ? "" : reason.getMessage())));
    }

    private void tell(String doing) {
        output.say("%4d s  %s".formatted((System.nanoTime() - started) / 1_000_000_000, doing));
    }

    private boolean wants(Scenario... any) {
        // files and reads take their time: a quick run has them when they are named
        Set<Scenario> wanted = only != null
                ? only
                : quick
                        ? EnumSet.complementOf(
                                EnumSet.of(Scenario.IMPORT, Scenario.BESIDE, Scenario.LONGIMPORT, Scenario.READS))
                        : EnumSet.allOf(Scenario.class);
        return Set.of(any).stream().anyMatch(wanted::contains);
    }

    private void print(Report report) {
        Machine machine = report.machine();
        output.heading("Guildhall against its database");
        output.line("%d processors (%s), %,d MB, %s, %s, %s"
                .formatted(
                        machine.processors(),
                        machine.processor(),
                        machine.memoryMegabytes(),
                        machine.system(),
                        machine.java(),
                        machine.database()));
        output.line("Ratios are medians of %d run%s; processor seconds are of all runs of the service."
                .formatted(quick ? 1 : 3, quick ? " (--quick: small and only a hint)" : "s"));
        output.table(report.table());
        report.notes().forEach(output::note);
        if (json != null) {
            report.write(json);
        }
    }

    private static void delete(Path directory) throws java.io.IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws java.io.IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, java.io.IOException failure) throws java.io.IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // a database that is still ending removed it first
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, java.io.@Nullable IOException failure)
                    throws java.io.IOException {
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
