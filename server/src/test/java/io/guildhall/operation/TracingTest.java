package io.guildhall.operation;

import static io.guildhall.Fleet.BULK;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.guildhall.Fleet;
import io.guildhall.GuildhallApplication;
import io.guildhall.TestOrganisation;
import io.guildhall.postgres.PostgresExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;

/// Traces, sent to a receiver of OTLP over HTTP. What arrives is a protocol buffer, in which texts stand as they are.
class TracingTest {
    private final StringBuffer received = new StringBuffer();

    @Test
    void tracesRequestsByTheirPatternsWithNothingAboutPeople() throws Exception {
        HttpServer receiver = receiver();
        try (var service = new SpringApplicationBuilder(GuildhallApplication.class)
                .initializers(new PostgresExtension.FreshDatabase())
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--guildhall.operator=" + TestOrganisation.OPERATOR,
                        "--management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:"
                                + receiver.getAddress().getPort() + "/v1/traces",
                        "--management.opentelemetry.tracing.export.schedule-delay=50ms",
                        "--management.tracing.sampling.probability=1.0")) {
            TestOrganisation org =
                    Fleet.create(Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port")));
            org.with(
                    "POST",
                    BULK,
                    "[{'profiles':[{'firstName':'Rosalind','lastName':'Quarrington','identifiers':"
                            + "[{'type':'mobile','value':'447700900155'},{'type':'email','value':'r.q@example.org'}]}]}]",
                    "Content-Type",
                    "application/json",
                    "traceparent",
                    "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                    "baggage",
                    "mobile=447700900155");
            org.get("/v2/customers/lookup?source=INSTORE&identifierName=mobile&identifierValue=447700900155");
            org.get("/v2/companies/Quarrington");
            org.get("/v2/no/such/447700900155");

            awaitReceived();
            receiver.stop(0);
        }

        assertThat(received.toString())
                .contains("guildhall", "post /v2/customers/bulk", "get /v2/customers/lookup", "SUCCESS")
                .contains(new String(
                        java.util.HexFormat.of().parseHex("4bf92f3577b34da6a3ce929d0e0e4736"),
                        StandardCharsets.ISO_8859_1))
                .doesNotContain("447700900155", "Rosalind", "Quarrington", "r.q@example.org", "secret-0123");
    }

    private HttpServer receiver() throws IOException {
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/v1/traces", exchange -> {
            received.append(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        return receiver;
    }

    private void awaitReceived() throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        int quiet = 0;
        int length = 0;
        while (quiet < 10) {
            assertThat(System.nanoTime()).as("still waiting after %s", received).isLessThan(deadline);
            Thread.sleep(50);
            quiet = received.length() == length && length > 0 ? quiet + 1 : 0;
            length = received.length();
        }
    }
}
