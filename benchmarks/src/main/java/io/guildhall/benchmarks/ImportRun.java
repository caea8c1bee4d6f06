package io.guildhall.benchmarks;

import io.guildhall.benchmarks.data.Organisation;
import io.guildhall.benchmarks.service.BenchFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One import from the first byte that is sent until its last row is in.
///
/// @param nanos of the whole
/// @param workNanos of the work alone, without the arrival of the file
/// @param first and
/// @param last nanoseconds of the first and the last tenth of the rows
record ImportRun(long nanos, long workNanos, double first, double last) {
    private static final long POLL_MILLIS = 100;

    private record Seen(long nanos, long rows) {}

    /// @param parts of the file, made while it is sent
    static ImportRun of(Stage stage, Organisation organisation, String type, Iterator<byte[]> parts, long rows)
            throws IOException, InterruptedException {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            long start = System.nanoTime();
            HttpRequest.Builder sending = stage.request(organisation, "/v2/imports")
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofInputStream(() -> stream(parts)));
            JsonNode sent = answer(http, sending, 202);
            long taken = System.nanoTime();
            URI address = URI.create("/v2/imports/" + sent.at("/import/id").asString());
            List<Seen> seen = new ArrayList<>();
            while (true) {
                JsonNode now = answer(
                                http,
                                stage.request(organisation, address.toString()).GET(),
                                200)
                        .path("import");
                seen.add(
                        new Seen(System.nanoTime(), rows - now.path("remaining").asLong()));
                String state = now.path("state").asString();
                if (state.equals("SUCCEEDED")) {
                    long end = System.nanoTime();
                    return new ImportRun(
                            end - start, end - taken, time(seen, 0, rows / 10), time(seen, rows - rows / 10, rows));
                }
                if (!state.equals("QUEUED") && !state.equals("RUNNING")) {
                    throw new BenchFailure("The import came to " + now);
                }
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    /// Between two numbers of rows, from the moments when somebody looked.
    private static double time(List<Seen> seen, long from, long to) {
        return at(seen, to) - at(seen, from);
    }

    private static double at(List<Seen> seen, long rows) {
        Seen before = seen.getFirst();
        for (Seen one : seen) {
            if (one.rows() >= rows) {
                double share = one.rows() == before.rows()
                        ? 0
                        : (double) (rows - before.rows()) / (one.rows() - before.rows());
                return before.nanos() + share * (one.nanos() - before.nanos());
            }
            before = one;
        }
        return before.nanos();
    }

    private static InputStream stream(Iterator<byte[]> parts) {
        return new SequenceInputStream(new Enumeration<InputStream>() {
            @Override
            public boolean hasMoreElements() {
                return parts.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream(parts.next());
            }
        });
    }

    private static JsonNode answer(HttpClient http, HttpRequest.Builder request, int status)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        if (response.statusCode() != status) {
            throw new BenchFailure("The service answered %d: %s"
                    .formatted(
                            response.statusCode(),
                            new String(response.body(), java.nio.charset.StandardCharsets.UTF_8)));
        }
        return JsonMapper.shared().readTree(response.body());
    }
}
