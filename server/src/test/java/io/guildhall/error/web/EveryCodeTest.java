package io.guildhall.error.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.standaloneSetup;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.contract.Found;
import io.guildhall.error.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Each code of the catalogue is one that the service really answers: every constant has the least request that
/// provokes it.
@RunningService
class EveryCodeTest {
    /// Faults that no request can bring about.
    private static final Set<ErrorCode> OURS = EnumSet.of(ErrorCode.INTERNAL_ERROR, ErrorCode.UNAVAILABLE);
    /// Needs another call that stands in the way.
    private static final Set<ErrorCode> OTHERS = EnumSet.of(ErrorCode.CONCURRENT_CHANGE, ErrorCode.CALL_UNDER_WAY);
    /// Need a service with short limits (`CutShortTest`).
    private static final Set<ErrorCode> LATE =
            EnumSet.of(ErrorCode.BODY_TOO_SLOW, ErrorCode.TOO_BUSY, ErrorCode.OUT_OF_TIME);

    /// Needs a group of thirty thousand, or one made smaller behind the service's back.
    private static final Set<ErrorCode> CROWDED = EnumSet.of(ErrorCode.GROUP_FULL);

    /// Needs a service that holds its callers to the limit; `GuessingTest` has one.
    private static final Set<ErrorCode> GUESSED = EnumSet.of(ErrorCode.LOGINS_SLOWED);

    static final Map<ErrorCode, Scenario> SCENARIOS = Stream.of(
                    RequestScenarios.all(),
                    SetupScenarios.all(),
                    PersonScenarios.all(),
                    LinkScenarios.all(),
                    LifecycleScenarios.all(),
                    BenefitScenarios.all(),
                    GroupScenarios.all(),
                    CardScenarios.all(),
                    SinglePersonScenarios.all(),
                    ImportScenarios.all())
            .flatMap(family -> family.entrySet().stream())
            .collect(Collectors.toMap(
                    Map.Entry::getKey, Map.Entry::getValue, (_, later) -> later, () -> new EnumMap<>(ErrorCode.class)));

    @LocalServerPort
    private int port;

    @Test
    void everyCodeHasAScenario() {
        Set<ErrorCode> without = EnumSet.allOf(ErrorCode.class);
        without.removeAll(SCENARIOS.keySet());
        without.removeAll(OURS);
        without.removeAll(OTHERS);
        without.removeAll(CROWDED);
        without.removeAll(GUESSED);
        without.removeAll(LATE);
        assertThat(without).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void isAnswered(ErrorCode code) {
        Answer answer = SCENARIOS.get(code).play(Fleet.create(port));

        assertCarries(answer.status(), Found.in(answer.body()), code);
    }

    static Stream<ErrorCode> scenarios() {
        return SCENARIOS.keySet().stream();
    }

    private static void assertCarries(int status, List<Found> found, ErrorCode code) {
        assertThat(found).as("%s", found).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(code.number());
            assertThat(problem.level()).isEqualTo(code.usualLevel());
            assertThat(problem.message()).matches(pattern(code));
        });
        assertThat(status).isIn(200, code.httpStatus());
    }

    private static Pattern pattern(ErrorCode code) {
        String quoted = Arrays.stream(code.template().split("\\{\\d}", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return Pattern.compile(quoted, Pattern.DOTALL);
    }

    @Test
    void aCallThatWaitsTooLongIsToldToComeBack(@Autowired DataSource database) throws Exception {
        TestOrganisation org = Fleet.create(port);
        holding(database, "SELECT pg_advisory_xact_lock(" + orgId(org, database) + ")", () -> {
            Answer one = org.post("/v2/companies", "{'externalId':'C','name':'C','hierarchyDefinitionCode':'TINY'}");
            Answer many = Fleet.post(org, Fleet.person(301));

            assertCarries(one.status(), Found.in(one.body()), ErrorCode.CONCURRENT_CHANGE);
            assertThat(one.response().headers().firstValue("Retry-After")).hasValue("1");
            assertThat(many.status()).isEqualTo(200);
            assertCarries(many.status(), Found.in(many.body()), ErrorCode.CONCURRENT_CHANGE);
        });
    }

    @Test
    void aKeyWhoseCallIsUnderWayIsToldToComeBack(@Autowired DataSource database) throws Exception {
        TestOrganisation org = Fleet.create(port);
        String sameKey = "SELECT pg_advisory_xact_lock(hashtextextended('" + Fleet.BULK + "\nonce', "
                + orgId(org, database) + "))";
        holding(database, sameKey, () -> {
            Answer second = org.with(
                    "POST",
                    Fleet.BULK,
                    "[" + Fleet.person(301) + "]",
                    "Content-Type",
                    "application/json",
                    "Idempotency-Key",
                    "once");

            assertThat(second.status()).isEqualTo(409);
            assertCarries(second.status(), Found.in(second.body()), ErrorCode.CALL_UNDER_WAY);
            assertThat(second.response().headers().firstValue("Retry-After")).hasValue("1");
        });
    }

    @Test
    void whoDoesNotFitIntoAFullGroupIsToldSoAndLinkedAllTheSame(@Autowired DataSource database) {
        TestOrganisation org = Fleet.create(port);
        org.apply("""
                'hierarchies':[{'code':'CREW','hierarchyCreationStrict':false,'autoGroupCreationEnabled':true,'roles':[
                  {'code':'OWNER','childRoleCode':'DRIVER','maxChild':5,'pointsAggregationRole':true},{'code':'DRIVER'}]}]
                """, "");
        Fleet.post(org, Fleet.person(301, Fleet.in("CREW", "OWNER")));
        fillGroups(database, orgId(org, database));

        Answer crowded = Fleet.post(org, Fleet.person(302, Fleet.in("CREW", "DRIVER", Fleet.under(301))));

        assertCarries(crowded.status(), Found.in(crowded.body()), ErrorCode.GROUP_FULL);
        assertThat(crowded.at("/0/errors")).isEmpty();
        assertThat(crowded.at("/0/entity/associationDetails/new").asBoolean()).isTrue();
    }

    private static void fillGroups(DataSource database, long org) {
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        JdbcClient jdbc = JdbcClient.create(database);
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("SET LOCAL guildhall.org_id = '" + org + "'").update();
            jdbc.sql("UPDATE user_group SET max_size = member_count WHERE org_id = :org")
                    .param("org", org)
                    .update();
        });
    }

    private static long orgId(TestOrganisation org, DataSource database) {
        return JdbcClient.create(database)
                .sql("SELECT org_id FROM org WHERE code = :code")
                .param("code", org.code())
                .query(Long.class)
                .single();
    }

    /// Runs the calls while another transaction holds the lock.
    private static void holding(DataSource database, String lock, Runnable calls) throws SQLException {
        try (Connection other = database.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(lock);
            calls.run();
            other.rollback();
        }
    }

    @RestController
    static class Broken {
        @GetMapping("/bug")
        void bug() {
            throw new IllegalStateException("of ours");
        }

        @GetMapping("/down")
        void down() {
            throw new DataAccessResourceFailureException("no connection");
        }
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource({"/bug, INTERNAL_ERROR", "/down, UNAVAILABLE"})
    void faultsOfOursSayNothingOfThemselves(String path, ErrorCode code) {
        MockMvcTester mvc = MockMvcTester.create(standaloneSetup(new Broken())
                .setControllerAdvice(new RequestErrors())
                .build());

        var response = mvc.get().uri(path).exchange().getMvcResult().getResponse();
        String body = new String(response.getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);

        assertCarries(response.getStatus(), Found.in(JsonMapper.shared().readTree(body)), code);
        assertThat(body).doesNotContain("of ours", "no connection");
    }
}
