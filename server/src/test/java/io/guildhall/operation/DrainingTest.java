package io.guildhall.operation;

import static io.guildhall.Fleet.BULK;
import static io.guildhall.Fleet.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.GuildhallApplication;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.postgres.PostgresExtension;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What SIGTERM does: the end of the context is the same.
class DrainingTest {
    @Test
    void isNotReadyAtOnceFinishesWhatRunsAndTakesNothingNew() throws Exception {
        ConfigurableApplicationContext service = start();
        int port = Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
        TestOrganisation org = Fleet.create(port);
        Answer registered = org.post(BULK, "[" + person(101) + "]");
        CompletableFuture<Void> release = new CompletableFuture<>();
        CompletableFuture<Void> held = new CompletableFuture<>();
        CompletableFuture<Void> holder =
                hold(service, registered.at("/0/entity/id").asLong(), held, release);
        held.get(10, TimeUnit.SECONDS);
        CompletableFuture<Answer> running = CompletableFuture.supplyAsync(
                () -> org.put(
                        BULK, "[" + person(101).replace("'identifiers'", "'firstName':'Una','identifiers'") + "]"),
                Thread::startVirtualThread);
        awaitWaiting(service);

        Socket open = new Socket(InetAddress.getByName("127.0.0.1"), port);
        assertThat(live(open)).startsWith("HTTP/1.1 200");

        CompletableFuture<Void> stopping = CompletableFuture.runAsync(service::close);
        awaitNotReady(port);
        assertThat(stopping)
                .as("the delay in which it is not ready and takes requests")
                .isNotDone();
        assertThat(org.get("/v2/companies/all").status()).isEqualTo(200);
        awaitClosed(port);
        assertThat(live(open)).as("on a connection that was open").matches("(HTTP/1.1 503[^$]*)?");
        open.close();
        assertThat(running).isNotDone();
        release.complete(null);

        assertThat(running.get(10, TimeUnit.SECONDS)
                        .at("/0/profiles/0/firstName")
                        .asString())
                .isEqualTo("Una");
        stopping.get(20, TimeUnit.SECONDS);
        holder.get(10, TimeUnit.SECONDS);
    }

    private static ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(GuildhallApplication.class)
                .initializers(new PostgresExtension.FreshDatabase())
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--guildhall.operator=" + TestOrganisation.OPERATOR,
                        "--guildhall.shutdown.delay=1s",
                        "--guildhall.db.lock-timeout=20s");
    }

    private static CompletableFuture<Void> hold(
            ConfigurableApplicationContext service,
            long customer,
            CompletableFuture<Void> held,
            CompletableFuture<Void> release) {
        JdbcTemplate jdbc = service.getBean(JdbcTemplate.class);
        var transaction =
                new TransactionTemplate(new JdbcTransactionManager(service.getBean(javax.sql.DataSource.class)));
        return CompletableFuture.runAsync(() -> transaction.executeWithoutResult(_ -> {
            Long org = jdbc.queryForObject("SELECT max(org_id) FROM org", Long.class);
            jdbc.execute("SET LOCAL guildhall.org_id = '" + org + "'");
            jdbc.queryForList("SELECT id FROM customer WHERE id = ? FOR UPDATE", customer);
            held.complete(null);
            release.join();
        }));
    }

    private static void awaitWaiting(ConfigurableApplicationContext service) throws InterruptedException {
        JdbcTemplate jdbc = service.getBean(JdbcTemplate.class);
        while (jdbc.queryForList("SELECT 1 FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
                .isEmpty()) {
            Thread.sleep(20);
        }
    }

    private static void awaitNotReady(int port) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                    .build();
            while (http.send(ready, BodyHandlers.ofString()).statusCode() != 503) {
                Thread.sleep(20);
            }
        }
    }

    /// The head of an answer; empty where there is none.
    private static String live(Socket open) throws IOException {
        open.setSoTimeout(2_000);
        try {
            open.getOutputStream()
                    .write("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[4_096];
            int length = open.getInputStream().read(answer);
            return length < 0 ? "" : new String(answer, 0, length, StandardCharsets.US_ASCII);
        } catch (SocketException | SocketTimeoutException nobodyThere) {
            return "";
        }
    }

    private static void awaitClosed(int port) throws IOException, InterruptedException {
        for (int i = 0; i < 500; i++) {
            try (var _ = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
                Thread.sleep(20);
            } catch (ConnectException refused) {
                return;
            }
        }
        throw new AssertionError("still takes connections");
    }
}
