package io.guildhall.cli.demo;

import io.guildhall.cli.Guildhall;
import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.service.Json;
import io.guildhall.cli.terminal.Output;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The command line at work on the demonstration's service, as its desk. What a command says about its work, the bar
/// above all, is seen; its results are read here.
final class Commands {
    private final URI base;
    private final Credentials credentials;
    private final Path folder;
    private final Output output;

    /// @param folder of the files that commands name
    Commands(URI base, Credentials credentials, Path folder, Output output) {
        this.base = base;
        this.credentials = credentials;
        this.folder = folder;
        this.output = output;
    }

    /// @param results the JSON values on standard output
    record Result(int status, List<JsonNode> results) {
        /// The only one, or the first.
        JsonNode first() {
            if (results.isEmpty()) {
                throw new DemoFailure("The command ended with status %d and no result.".formatted(status));
            }
            return results.getFirst();
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /// Shows the command as it would be typed, and runs it.
    ///
    /// @param words each file among them by its name in the folder
    Result run(String... words) throws InterruptedException {
        output.note("guildhall " + String.join(" ", words));
        List<String> arguments = Stream.concat(
                        Stream.of(words)
                                .map(word -> word.endsWith(".csv") ? file(word).toString() : word),
                        Stream.of("--output", "json"))
                .toList();
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        Environment environment = new Environment(
                Map.of(
                        "GUILDHALL_URL",
                        base.toString(),
                        "GUILDHALL_TILL",
                        Login.DESK.user(),
                        "GUILDHALL_SECRET",
                        credentials.secret(Login.DESK)),
                folder,
                InputStream.nullInputStream(),
                output.withResults(new PrintStream(results, true, StandardCharsets.UTF_8)),
                false);
        int status = Guildhall.run(environment, arguments.toArray(String[]::new));
        if (status == ExitCode.INTERRUPTED.number()) {
            throw new InterruptedException();
        }
        try (var values = Json.MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(results.toByteArray())) {
            return new Result(status, values.readAll());
        } catch (JacksonException e) {
            throw new DemoFailure("The command's result is not JSON (%s).".formatted(e.getOriginalMessage()), e);
        }
    }
}
