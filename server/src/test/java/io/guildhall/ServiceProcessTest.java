package io.guildhall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The service as an operator sees it: a process, its output, its exit code.
class ServiceProcessTest {
    private static final Pattern READY = Pattern.compile("Guildhall is ready at (\\S+)");

    @TempDir
    Path temp;

    @Test
    void startsOnAnEmptyDirectoryAndStopsItsDatabaseOnSigterm() throws Exception {
        Process service = start(Map.of("GUILDHALL_DATA", data().toString()));
        try {
            URI address = URI.create(awaitReady(service));
            try (var client = HttpClient.newHttpClient()) {
                var answer = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.headers().firstValue("Server")).isEmpty();
            }
        } finally {
            service.destroy();
        }

        assertThat(service.waitFor()).isEqualTo(143);
        assertThat(data().resolve("postgres/PG_VERSION")).exists();
        assertThat(data().resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void saysInOneLineWhyItDoesNotStart() throws Exception {
        Process service = start(Map.of("GUILDHALL_DB_URL", "mysql://somewhere"));

        assertThat(service.waitFor()).isEqualTo(1);
        assertThat(errors())
                .containsExactly(
                        "Guildhall cannot start: GUILDHALL_DB_URL has to start with jdbc:postgresql://host:port/database.");
        assertThat(output()).isEmpty();
    }

    @Test
    void refusesCredentialsInTheUrlSinceTheyWouldWinOverTheApplicationsLogin() throws Exception {
        Process service = start(Map.of("GUILDHALL_DB_URL", "jdbc:postgresql://127.0.0.1:1/guildhall?user=a"));

        assertThat(service.waitFor()).isEqualTo(1);
        assertThat(errors()).singleElement().asString().contains("GUILDHALL_DB_USER");
    }

    private Process start(Map<String, String> settings) throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        GuildhallApplication.class.getName())
                .redirectOutput(temp.resolve("out").toFile())
                .redirectError(temp.resolve("err").toFile());
        builder.environment().putAll(settings);
        builder.environment().putAll(Map.of("GUILDHALL_PORT", "0", "GUILDHALL_MANAGEMENT_PORT", "0"));
        return builder.start();
    }

    /// Without the tests' own classes and settings, logging above all.
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String awaitReady(Process service) throws Exception {
        while (service.isAlive()) {
            List<String> found = READY.matcher(Files.readString(temp.resolve("out")))
                    .results()
                    .map((MatchResult result) -> result.group(1))
                    .toList();
            if (!found.isEmpty()) {
                return found.getFirst();
            }
            Thread.sleep(100);
        }
        throw new AssertionError(String.join("\n", errors()));
    }

    private Path data() {
        return temp.resolve("data");
    }

    private List<String> errors() throws IOException {
        return Files.readAllLines(temp.resolve("err"));
    }

    private List<String> output() throws IOException {
        return Files.readAllLines(temp.resolve("out"));
    }
}
