package io.guildhall.imports.web;

import static io.guildhall.imports.web.ImportClient.NDJSON;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.imports.web.ImportClient.Sent;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// What may happen to a file while it arrives, and to an import that several steer at once.
@RunningService
class UploadTest {
    private static final int PORTION = 1_000;

    @LocalServerPort
    private int port;

    private TestOrganisation org;
    private ImportClient imports;

    @BeforeEach
    void organisation() {
        org = Fleet.create(port);
        imports = new ImportClient(org, port);
    }

    private static String lines(int from, int count) {
        StringBuilder lines = new StringBuilder();
        IntStream.range(from, from + count)
                .forEach(number -> lines.append(
                                "{\"profiles\":[{\"identifiers\":[{\"type\":\"externalId\",\"value\":\"U")
                        .append(number)
                        .append("\"}]}]}\n"));
        return lines.toString();
    }

    /// A file that somebody sends by hand: so many bytes are announced, and come when they come.
    private final class Sending implements AutoCloseable {
        private final Socket socket = new Socket("127.0.0.1", port);
        private final OutputStream out = socket.getOutputStream();

        Sending(long bytes) throws IOException {
            String login = org.code() + ".till:" + org.code() + "-secret-0123";
            out.write(("POST /v2/imports HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + NDJSON
                            + "\r\nConnection: close\r\nContent-Length: " + bytes + "\r\nAuthorization: Basic "
                            + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        }

        void send(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        String answer() throws IOException {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private JsonNode awaitListed(String states) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (Instant.now().isBefore(end)) {
            JsonNode first = org.get("/v2/imports").at("/data/0");
            if (first.path("state").asString("").matches(states)) {
                return first;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(org.get("/v2/imports").toString());
    }

    @Test
    void aFileThatArrivesTellsHowMuchOfItIsThere() throws Exception {
        String half = lines(0, PORTION + 1);
        try (Sending sending = new Sending(2L * half.length())) {
            sending.send(half);
            JsonNode arriving = awaitListed("QUEUED");

            assertThat(arriving.path("phase").asString()).isEqualTo("reading");
            assertThat(arriving.path("phasePercent").asInt()).isBetween(30, 60);
        }
        assertThat(awaitListed("FAILED").path("reason").asString()).contains("broke off after 1000 rows");
        assertThat(awaitListed("FAILED").has("phase")).isFalse();
    }

    @Test
    void aFileThatIsCancelledWhileItArrivesStaysCancelled() throws Exception {
        String half = lines(0, 2 * PORTION);
        try (Sending sending = new Sending(2L * half.length())) {
            sending.send(half);
            String id = awaitListed("QUEUED").path("id").asString();
            assertThat(org.post("/v2/imports/" + id + "/pause", null).errors()).containsExactly("1744 -");
            assertThat(org.post("/v2/imports/" + id + "/cancel", null).status()).isEqualTo(200);
            sending.send(half);

            assertThat(sending.answer()).startsWith("HTTP/1.1 202").contains("\"state\":\"CANCELLED\"");
            assertThat(awaitListed(".*").path("created").asInt()).isZero();
        }
        try (Sending sending = new Sending(2L * half.length())) {
            sending.send(half);
            String id = awaitListed("QUEUED").path("id").asString();
            org.post("/v2/imports/" + id + "/cancel", null);
            sending.close();
            Thread.sleep(500);
            assertThat(org.get("/v2/imports/" + id).at("/import/state").asString())
                    .isEqualTo("CANCELLED");
        }
    }

    /// Whoever comes first: the import has one state, says nothing that does not add up, and writes nothing after it
    /// was
    /// told to stop.
    @Test
    void manyMaySteerAtOnce() throws Exception {
        for (int round = 0; round < 3; round++) {
            Sent sent = imports.send(NDJSON, lines(round * 10_000, 3_000).getBytes(StandardCharsets.UTF_8), "");
            String path = "/v2/imports/" + sent.json().at("/import/id").asString();
            List<Callable<Integer>> steps = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                for (String step : List.of("/pause", "/resume", "/revert")) {
                    steps.add(() -> org.post(path + step, null).status());
                }
            }
            steps.add(() -> org.post(path + "/cancel", null).status());
            try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
                for (Future<Integer> status : threads.invokeAll(steps)) {
                    assertThat(status.get()).isIn(200, 409, 521);
                }
            }
            JsonNode stopped = imports.await(path.substring("/v2/imports/".length()), "CANCELLED|SUCCEEDED");
            Thread.sleep(300);
            JsonNode later = org.get(path).at("/import");
            assertThat(ImportClient.counts(later)).isEqualTo(ImportClient.counts(stopped));
            assertThat(later.path("created").asInt() + later.path("remaining").asInt())
                    .isEqualTo(3_000);
            JsonNode reverted = org.post(path + "/revert", null).at("/data");
            assertThat(reverted.path("skipped")).isEmpty();
            assertThat(reverted.path("remaining").asInt()).isZero();
        }
    }
}
