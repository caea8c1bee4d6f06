package io.guildhall.cli.rehearsal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.guildhall.cli.Guildhall;
import io.guildhall.cli.command.Environment;
import io.guildhall.cli.terminal.Output;
import io.guildhall.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Goes through the classes that commands need: configuration, HTTP, JSON, tables, help.
@Command(name = "rehearse", hidden = true, header = "prepare quick starts")
public final class RehearsalCommand implements Callable<Integer> {
    private static final String PERSON = """
            {"id": 1, "profiles": [{"firstName": "Ada", "lastName": "Finch", "userId": 1, "source": "INSTORE", "identifiers": [
            {"type": "mobile", "value": "447700900311"}], "commChannels": []}], "extendedFields": {}, "cardDetails": [],
            "loyaltyInfo": {"loyaltyType": "loyalty"}, "warnings": []}""";
    private static final Map<String, String> ANSWERS = Map.of(
            "/health/ready", "{\"status\": \"UP\"}",
            "/openapi.yaml", "info:\n  version: 0.1.0\n",
            "/v2/organization/activeTill", "{\"code\": \"desk\", \"name\": \"Desk\"}",
            "/v2/customers/1", PERSON,
            "/v2/customers/bulk", "{\"entity\": {\"customers\": [" + PERSON + "], \"total\": 1}}",
            "/v2/fleetHierarchy/all",
                    "{\"entity\": [{\"id\": 1, \"code\": \"FLEET\", \"name\": \"Fleets\", \"roles\": [{\"code\": \"OWNER\"}]}]}");
    private static final List<List<String>> COMMANDS = List.of(
            List.of("doctor"),
            List.of("hierarchy", "list"),
            List.of("customer", "show", "1"),
            List.of("customer", "show", "1", "--output", "json"),
            List.of("company", "show", "NONE"),
            List.of("associate", "-"),
            List.of("help", "import"),
            List.of("--help"),
            List.of("no-such-command"));

    @Override
    public Integer call() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", RehearsalCommand::answer);
        server.start();
        Path folder = Files.createTempDirectory("guildhall-rehearsal-");
        Path file = Files.createDirectory(folder.resolve("guildhall")).resolve("config.toml");
        try {
            Files.writeString(
                    file,
                    "profile = \"here\"\n[profiles.here]\nurl = \"http://127.0.0.1:%d\"\ntill = \"desk\"\n"
                            .formatted(server.getAddress().getPort()));
            for (List<String> command : COMMANDS) {
                Guildhall.run(environment(folder), command.toArray(new String[0]));
            }
        } finally {
            server.stop(0);
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.getParent());
            Files.deleteIfExists(folder);
        }
        return 0;
    }

    private static Environment environment(Path folder) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Terminal terminal = Terminal.of(true, "UTF-8", Map.of("TERM", "xterm"));
        return new Environment(
                Map.of("XDG_CONFIG_HOME", folder.toString(), "GUILDHALL_SECRET", "a-secret-of-the-rehearsal"),
                folder,
                new ByteArrayInputStream("[{\"profiles\": []}]".getBytes(StandardCharsets.UTF_8)),
                new Output(nowhere, nowhere, terminal, terminal),
                false);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            boolean bulk = exchange.getRequestMethod().equals("POST");
            String known = ANSWERS.get(exchange.getRequestURI().getPath());
            String answer = bulk
                    ? "[{\"index\": 0, \"outcome\": \"FAILED\", \"errors\": [{\"code\": 8005, \"message\": \"No valid identifier\","
                            + " \"field\": \"/0\"}], \"warnings\": [], \"children\": []}]"
                    : known;
            byte[] bytes = (answer == null
                            ? "{\"errors\": [{\"status\": false, \"code\": 1704, \"message\": \"Unknown\"}], \"warnings\": []}"
                            : answer)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
