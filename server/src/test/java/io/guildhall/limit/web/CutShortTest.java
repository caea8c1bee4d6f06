package io.guildhall.limit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.Fleet;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.contract.Found;
import io.guildhall.error.ErrorCode;
import io.guildhall.hostile.RawHttp;
import io.guildhall.hostile.RawHttp.Response;
import io.guildhall.postgres.PostgresExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.json.JsonMapper;

/// A service with short limits: what takes too long, or is waited for by nobody, is stopped and undone.
@ContextConfiguration(initializers = PostgresExtension.FreshDatabase.class)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "guildhall.operator=" + TestOrganisation.OPERATOR,
            "guildhall.db.lock-timeout=60s",
            "guildhall.limits.request-time=4s",
            "guildhall.limits.body-time=2s",
            "guildhall.limits.bulk-calls=1",
            "guildhall.limits.bulk-waiting=1",
            "guildhall.limits.bulk-wait=1s"
        })
class CutShortTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String BULK_OF_ONE = "[" + Fleet.person(301, Fleet.at("DRIVER")) + "]";
    private static final String LOOK_UP =
            "/v2/customers/lookup?source=INSTORE&identifierName=mobile&identifierValue=" + Fleet.mobile(301);

    @LocalServerPort
    private int port;

    @Autowired
    private DataSource database;

    @Test
    void workOfAClientThatHasGoneIsStoppedInTheDatabaseAndUndone() throws Exception {
        TestOrganisation org = Fleet.create(port);
        whileLinksCannotBeWritten(() -> {
            try (RawHttp client = RawHttp.open(port, LONG)) {
                client.send(request(org, BULK_OF_ONE));
                assertThat(comesTrue(LONG, () -> waitingStatements() == 1)).isTrue();
            }
            assertThat(comesTrue(Duration.ofSeconds(2), () -> waitingStatements() == 0))
                    .isTrue();
        });

        assertThat(org.get(LOOK_UP).errors()).containsExactly("8015 -");
        assertThat(Fleet.post(org, Fleet.person(301, Fleet.at("DRIVER")))
                        .at("/0/entity/id")
                        .isNumber())
                .isTrue();
    }

    @Test
    void aNextRequestOnTheSameConnectionIsNotTakenForItsEnd() throws Exception {
        TestOrganisation org = Fleet.create(port);
        try (RawHttp client = RawHttp.open(port, LONG)) {
            whileLinksCannotBeWritten(() -> {
                client.send(request(org, BULK_OF_ONE));
                assertThat(comesTrue(LONG, () -> waitingStatements() == 1)).isTrue();
                client.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
                Thread.sleep(1_000);
                assertThat(waitingStatements()).isEqualTo(1);
            });
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.read().text()).contains("UP");
        }
        assertThat(org.get(LOOK_UP).status()).isEqualTo(200);
    }

    @Test
    void aCallBeyondItsTimeIsUndoneAndSaysSo() throws Exception {
        TestOrganisation org = Fleet.create(port);
        whileLinksCannotBeWritten(() -> {
            Answer late = org.post(Fleet.BULK, BULK_OF_ONE);

            assertCarries(late, 503, ErrorCode.OUT_OF_TIME);
            assertThat(late.response().headers().firstValue("Retry-After")).hasValue("1");
        });
        assertThat(org.get(LOOK_UP).errors()).containsExactly("8015 -");
    }

    @Test
    void bulkCallsBeyondTheirPlacesAreToldToComeBackWhileSingleCallsAreServed() throws Exception {
        TestOrganisation org = Fleet.create(port);
        Callable<Answer> call = () -> org.post(Fleet.BULK, BULK_OF_ONE);
        whileLinksCannotBeWritten(() -> {
            try (RawHttp first = RawHttp.open(port, LONG)) {
                first.send(request(org, BULK_OF_ONE));
                assertThat(comesTrue(LONG, () -> waitingStatements() == 1)).isTrue();
                List<Answer> others = TestOrganisation.together(List.of(call, call));

                assertThat(others).anySatisfy(answer -> assertCarries(answer, 503, ErrorCode.TOO_BUSY));
                assertThat(others).anySatisfy(answer -> assertCarries(answer, 429, ErrorCode.TOO_MANY_REQUESTS));
                assertThat(others)
                        .allSatisfy(
                                answer -> assertThat(answer.response().headers().firstValue("Retry-After"))
                                        .hasValue("1"));
                assertThat(org.get(LOOK_UP).status()).isEqualTo(404);
            }
        });
    }

    @Test
    void aBodyThatComesTooSlowlyIsCutOff() throws Exception {
        TestOrganisation org = Fleet.create(port);
        try (RawHttp slow = RawHttp.open(port, LONG)) {
            slow.send(head("POST", Fleet.BULK, org) + "Content-Length: 1000\r\n\r\n[");
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 40; i++) {
                            Thread.sleep(100);
                            slow.send(" ");
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        try (RawHttp slow = RawHttp.open(port, LONG)) {
            slow.send(head("POST", "/v2/companies", org) + "Transfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 22; i++) {
                Thread.sleep(100);
                slow.send("1\r\n \r\n");
            }
            Response answer = slow.read();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(Found.in(JsonMapper.shared().readTree(answer.text())))
                    .anySatisfy(found -> assertThat(found.code()).isEqualTo(408));
            assertThat(slow.isClosed()).isTrue();
        }
    }

    @Test
    void theRestOfARefusedBodyIsNotWaitedForForEver() throws Exception {
        try (RawHttp slow = RawHttp.open(port, LONG)) {
            slow.send("POST /v2/companies HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 1000\r\n\r\n[");
            assertThat(slow.read().status()).isEqualTo(401);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 40; i++) {
                            Thread.sleep(100);
                            slow.send(" ");
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    private static String request(TestOrganisation org, String body) {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return head("POST", Fleet.BULK, org) + "Content-Length: " + bytes.length + "\r\n\r\n"
                + new String(bytes, StandardCharsets.UTF_8);
    }

    private static String head(String method, String path, TestOrganisation org) {
        String login = org.code() + ".till:" + org.code() + "-secret-0123";
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Authorization: Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8))
                + "\r\n";
    }

    private static void assertCarries(Answer answer, int status, ErrorCode code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(Found.in(answer.body())).anySatisfy(found -> {
            assertThat(found.code()).isEqualTo(code.number());
            assertThat(found.message()).startsWith(code.template().substring(0, 8));
        });
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    /// A call comes as far as its links, with people written already, and no further.
    private void whileLinksCannotBeWritten(Step step) throws Exception {
        try (Connection other = database.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE association IN SHARE MODE");
            try {
                step.run();
            } finally {
                other.rollback();
            }
        }
    }

    private long waitingStatements() throws SQLException {
        return JdbcClient.create(database)
                .sql(
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
                .query(Long.class)
                .single();
    }

    private static boolean comesTrue(Duration limit, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(20);
        }
        return true;
    }
}
