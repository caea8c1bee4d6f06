package io.guildhall.audit.web;

import static io.guildhall.Fleet.BULK;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@RunningService
class AuditApiTest {
    private static final String AUDIT = "/admin/v1/audit";

    @LocalServerPort
    private int port;

    private TestOrganisation anyone;

    @Test
    void aWriteSaysWhoFromWhereAndWhichChangeSet() {
        TestOrganisation org = Fleet.create(port);
        Answer written = Fleet.post(org, Fleet.person(301));

        JsonNode newest = audit(org, "").at("/data/0");

        assertThat(newest.path("kind").asString()).isEqualTo("WRITE");
        assertThat(newest.path("changeId").asString())
                .isEqualTo(
                        written.response().headers().firstValue("X-Change-Id").orElseThrow());
        assertThat(newest.at("/by/kind").asString()).isEqualTo("TILL");
        assertThat(newest.at("/by/name").asString()).isEqualTo(org.code() + ".till");
        assertThat(newest.at("/from/address").asString()).isEqualTo("127.0.0.1");
        assertThat(newest.at("/call/method").asString()).isEqualTo("POST");
        assertThat(newest.at("/call/path").asString()).isEqualTo(BULK);
        assertThat(newest.path("org").asString()).isEqualTo(org.code());
    }

    @Test
    void aRefusalForWantOfARightNamesTheTill() {
        TestOrganisation org = Fleet.create(port);
        org.asReader("POST", BULK, "[" + Fleet.person(301) + "]");
        org.with("GET", "/admin/v1/orgs", null);

        List<JsonNode> refused = refused(org.code() + ".reader", org);
        assertThat(refused).singleElement().satisfies(entry -> {
            assertThat(entry.at("/by/kind").asString()).isEqualTo("TILL");
            assertThat(entry.path("org").asString()).isEqualTo(org.code());
            assertThat(entry.at("/call/status").asInt()).isEqualTo(403);
            assertThat(entry.at("/call/path").asString()).isEqualTo(BULK);
        });
        assertThat(refused(org.code() + ".till", org))
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.at("/call/path").asString()).isEqualTo("/admin/v1/orgs"));
    }

    @Test
    void aLoginThatFailsIsKeptUnderTheNameThatItGave() {
        TestOrganisation org = Fleet.create(port);
        String name = org.code() + "\r\nforged line\u202e" + "x".repeat(100);
        for (int i = 0; i < 3; i++) {
            org.bare(
                    "GET",
                    "/v2/customers/447700900301?embed=subscriptions",
                    null,
                    "Authorization",
                    basic(name, "wrong"));
        }

        List<JsonNode> refused = everyRefusal(org.code() + "forged line");
        assertThat(refused).allSatisfy(entry -> {
            assertThat(entry.at("/by/kind").asString()).isEqualTo("UNKNOWN");
            assertThat(entry.at("/by/name").asString()).hasSize(64).doesNotContain("\n", "\r", "\u202e");
            assertThat(entry.at("/call/path").asString()).isEqualTo("/v2/customers/{id}");
            assertThat(entry.at("/call/status").asInt()).isEqualTo(401);
            assertThat(entry.toString()).doesNotContain("447700900301", "wrong");
        });
        assertThat(refused.stream()
                        .mapToLong(entry -> entry.path("count").asLong())
                        .sum())
                .isEqualTo(3);
    }

    @Test
    void whatIsNoCredentialIsNobodysName() {
        TestOrganisation org = Fleet.create(port);
        String secret = "secret-without-colon-" + org.code();
        org.bare("GET", "/v2/none/" + org.code(), null, "Authorization", "Basic " + base64(secret));
        org.bare("GET", "/v2/none/" + org.code(), null, "Authorization", "Bearer " + secret);
        org.bare("GET", "/v2/none/" + org.code(), null);

        await(() -> everything().stream()
                .anyMatch(entry -> entry.at("/call/path").asString().equals("(none)")));
        assertThat(everything()).noneMatch(entry -> entry.toString().contains(secret));
    }

    @Test
    void everyCallOfTheOperatorIsKept() {
        TestOrganisation org = Fleet.create(port);
        org.apply("'settings':{'autoMerge':true}", "?dryRun=true");
        org.apply("'nonsense':1", "");
        org.asOperator("GET", "/admin/v1/orgs/" + org.code(), null);

        assertThat(of(org, "OPERATOR")).singleElement().satisfies(entry -> {
            assertThat(entry.at("/by/kind").asString()).isEqualTo("OPERATOR");
            assertThat(entry.at("/call/method").asString()).isEqualTo("PUT");
            assertThat(entry.at("/call/path").asString()).isEqualTo("/admin/v1/orgs/{code}");
            assertThat(entry.at("/from/address").asString()).isEqualTo("127.0.0.1");
        });
        await(() -> everything().stream()
                .anyMatch(entry -> entry.path("kind").asString().equals("OPERATOR")
                        && entry.at("/call/method").asString().equals("GET")));
        await(() -> everything().stream()
                .anyMatch(entry -> entry.path("kind").asString().equals("OPERATOR")
                        && entry.at("/call/status").asInt() == 400));
    }

    @Test
    void anApplicationThatFailsLeavesNoRecordOfAWrite() {
        TestOrganisation org = Fleet.create(port);
        Answer refused = org.apply("'tills':[{'code':'" + Fleet.create(port).code() + ".till'}]", "");

        assertThat(refused.status()).isNotEqualTo(200);
        assertThat(of(org, "OPERATOR")).hasSize(1);
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        TestOrganisation org = Fleet.create(port);
        for (int i = 301; i < 308; i++) {
            Fleet.post(org, Fleet.person(i));
        }
        List<String> whole = ids(audit(org, "&limit=100"));

        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = audit(org, "&limit=3" + cursor);
            paged.addAll(ids(page));
            cursor = page.at("/cursor").isNull()
                    ? null
                    : "&cursor=" + page.at("/cursor").asString();
        } while (cursor != null);

        assertThat(paged).isEqualTo(whole).hasSizeGreaterThan(9).doesNotHaveDuplicates();
        assertThat(whole).isSortedAccordingTo((left, right) -> right.compareTo(left));
    }

    @Test
    void aSpanOfTimeHoldsWhatHappenedInIt() {
        TestOrganisation org = Fleet.create(port);
        Fleet.post(org, Fleet.person(301));
        String at = audit(org, "&limit=1").at("/data/0/at").asString().replace("+", "%2B");

        assertThat(ids(audit(org, "&from=" + at))).hasSize(1);
        assertThat(ids(audit(org, "&to=" + at))).hasSize(ids(audit(org, "")).size() - 1);
        assertThat(ids(audit(org, "&from=" + Instant.now().plus(Duration.ofDays(1)))))
                .isEmpty();
    }

    @Test
    void anUnusableQueryIsRefused() {
        TestOrganisation org = Fleet.create(port);

        for (String query :
                List.of("?limit=0", "?limit=101", "?limit=x", "?cursor=1", "?from=yesterday", "?when=now")) {
            assertThat(org.asOperator("GET", AUDIT + query, null).status())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(org.asOperator("GET", AUDIT + "?org=nobody-there", null).status())
                .isEqualTo(404);
        assertThat(org.get(AUDIT).status()).isEqualTo(403);
    }

    @Test
    void inTheNameOfAnOrganisationThereAreNoRecordsOfOthers(@Autowired DataSource application) throws Exception {
        TestOrganisation org = Fleet.create(port);
        TestOrganisation other = Fleet.create(port);
        assertThat(of(other, "OPERATOR")).isNotEmpty();
        JdbcClient jdbc = JdbcClient.create(application);
        long id = jdbc.sql("SELECT org_id FROM org WHERE code = :code")
                .param("code", org.code())
                .query(Long.class)
                .single();

        try (var connection = application.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL guildhall.org_id = '" + id + "'");
            try (var found = statement.executeQuery("SELECT DISTINCT org_id FROM audit_record")) {
                assertThat(found.next()).isTrue();
                assertThat(found.getLong(1)).isEqualTo(id);
                assertThat(found.next()).isFalse();
            }
            connection.rollback();
        }
    }

    @Test
    void recordsOfTheLastNinetyDaysStayWhoeverAsks(@Autowired DataSource application) {
        JdbcClient jdbc = JdbcClient.create(application);
        jdbc.sql("""
                        INSERT INTO audit_record (id, at, until, count, kind, actor, method, path, status)
                        VALUES ('00000000-0000-7000-8000-000000000001', now() - interval '91 days',
                                now() - interval '91 days', 1, 'REFUSED', 'UNKNOWN', 'GET', '(none)', 401),
                               ('00000000-0000-7000-8000-000000000002', now() - interval '89 days',
                                now() - interval '89 days', 1, 'REFUSED', 'UNKNOWN', 'GET', '(none)', 401)
                        """).update();

        assertThat(jdbc.sql("SELECT forget_audit_records(now() + interval '1 day', 1000)")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private Answer audit(TestOrganisation org, String query) {
        return org.asOperator("GET", AUDIT + "?org=" + org.code() + query, null);
    }

    private List<JsonNode> of(TestOrganisation org, String kind) {
        return list(audit(org, "&limit=100")).stream()
                .filter(entry -> entry.path("kind").asString().equals(kind))
                .toList();
    }

    private List<JsonNode> refused(String name, TestOrganisation org) {
        Predicate<JsonNode> named = entry -> entry.at("/by/name").asString("").equals(name);
        await(() -> of(org, "REFUSED").stream().anyMatch(named));
        return of(org, "REFUSED").stream().filter(named).toList();
    }

    private List<JsonNode> everyRefusal(String prefix) {
        Predicate<JsonNode> named = entry -> entry.at("/by/name").asString("").startsWith(prefix);
        await(() -> everything().stream()
                        .filter(named)
                        .mapToLong(entry -> entry.path("count").asLong())
                        .sum()
                == 3);
        return everything().stream().filter(named).toList();
    }

    private List<JsonNode> everything() {
        return list(anyone().asOperator("GET", AUDIT + "?limit=100", null));
    }

    /// Calls of the operator need no organisation of their own, and each would add a record.
    private TestOrganisation anyone() {
        if (anyone == null) {
            anyone = TestOrganisation.create(port, "'settings':{}");
        }
        return anyone;
    }

    private static List<JsonNode> list(Answer answer) {
        return StreamSupport.stream(answer.at("/data").spliterator(), false).toList();
    }

    private static List<String> ids(Answer answer) {
        return list(answer).stream().map(entry -> entry.path("id").asString()).toList();
    }

    /// Refusals are written within about a second.
    private static void await(java.util.function.BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(15);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            try {
                Thread.sleep(100);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }

    private static String basic(String user, String secret) {
        return "Basic " + base64(user + ":" + secret);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
