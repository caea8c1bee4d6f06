package io.guildhall.access.web;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real Keycloak, unpacked by the Maven profile of the same name, with a realm of one test.
final class Keycloak implements AutoCloseable {
    static final String REALM = "guildhall";

    private static final Path UNPACKED = Path.of("target/keycloak");
    /// The first start prepares the distribution, which takes half a minute of a processor.
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port = freePort();
    private Process process;

    String address() {
        return "http://127.0.0.1:" + port;
    }

    String issuer() {
        return address() + "/realms/" + REALM;
    }

    /// @param realm its representation, as JSON
    void start(String realm) throws IOException, InterruptedException {
        Path home;
        try (Stream<Path> entries = Files.list(UNPACKED)) {
            home = entries.filter(Files::isDirectory).findFirst().orElseThrow();
        }
        deleteAll(home.resolve("data"));
        Files.createDirectories(home.resolve("data/import"));
        Files.writeString(home.resolve("data/import/" + REALM + "-realm.json"), realm);
        var builder = new ProcessBuilder(
                "bash",
                home.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--import-realm");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xmx768m");
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", "admin-of-this-test");
        process = builder.redirectErrorStream(true)
                .redirectOutput(UNPACKED.resolve("keycloak.log").toFile())
                .start();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("Keycloak does not start, see " + UNPACKED.resolve("keycloak.log"));
            }
            Thread.sleep(500);
        }
    }

    private boolean answers() throws IOException, InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(issuer())).build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (ConnectException notYet) {
            return false;
        }
    }

    /// An access token for a client's own account.
    String token(String client, String secret) throws IOException, InterruptedException {
        return token(REALM, Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", secret));
    }

    private String token(String realm, Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(address() + "/realms/" + realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        JsonNode token = JsonMapper.shared().readTree(response.body()).path("access_token");
        if (!token.isString()) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return token.asString();
    }

    /// Logs somebody in on the provider's own page, as a browser would that a service has sent there.
    ///
    /// @return where the provider sends the browser back to
    URI logIn(URI page, String user, String password) throws IOException, InterruptedException {
        HttpResponse<String> form = HTTP.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
        String cookies = form.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .collect(Collectors.joining("; "));
        Matcher action = Pattern.compile("action=\"([^\"]+)\"").matcher(form.body());
        if (!action.find()) {
            throw new IllegalStateException(form.statusCode() + " " + form.body());
        }
        String fields = "username=" + user + "&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(action.group(1).replace("&amp;", "&")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", cookies)
                .POST(BodyPublishers.ofString(fields))
                .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        return URI.create(answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IllegalStateException(answer.statusCode() + " " + answer.body())));
    }

    /// From now on tokens are signed with a key that nobody has seen before.
    void rotateKeys() throws IOException, InterruptedException {
        String admin = token(
                "master",
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        "admin",
                        "password",
                        "admin-of-this-test"));
        String key = """
                {"name":"another","providerId":"rsa-generated","providerType":"org.keycloak.keys.KeyProvider",
                 "config":{"priority":["1000"],"enabled":["true"],"active":["true"],"algorithm":["RS256"],
                           "keySize":["2048"]}}
                """;
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/admin/realms/" + REALM + "/components"))
                .header("Authorization", "Bearer " + admin)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(key))
                .build();
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 201) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
    }

    @Override
    public void close() {
        if (process == null) {
            return;
        }
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException(none);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
