package io.guildhall.association;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Calls that arrive at once, on a real server with a real database.
@RunningService
class RaceTest {
    private static final String BULK = "/v2/customers/bulk";
    private static final int THREADS = 8;

    @LocalServerPort
    int port;

    private TestOrganisation organisation;

    @BeforeEach
    void createOrganisation() {
        organisation = TestOrganisation.create(port, """
                'hierarchies':[{'code':'FLEET','hierarchyCreationStrict':false,'skipRoleAllowed':false,
                  'roles':[{'code':'MANAGER','childRoleCode':'DRIVER','maxChild':10},{'code':'DRIVER'}]},
                 {'code':'WIDE','hierarchyCreationStrict':false,
                  'roles':[{'code':'MANAGER','childRoleCode':'DRIVER','maxChild':30000},{'code':'DRIVER'}]}]
                """);
    }

    @Test
    void thePersonRegisteredByEightCallsAtOnceIsOnePerson() {
        for (int round = 0; round < 10; round++) {
            String body = "[{'profiles':[%s]}]".formatted(profile("same-" + round));

            List<Answer> answers = atOnce(THREADS, _ -> organisation.post(BULK, body));

            assertThat(codes(answers)).isEqualTo(Map.of(0, 1L, 8006, THREADS - 1L));
        }
    }

    @Test
    void aParentWithRoomForTenTakesTenOfAHundredChildren() {
        organisation.post(BULK, "[" + linked("boss", "FLEET", "MANAGER", null) + "]");

        List<Answer> answers =
                atOnce(100, i -> organisation.post(BULK, "[" + linked("child-" + i, "FLEET", "DRIVER", "boss") + "]"));

        assertThat(codes(answers)).isEqualTo(Map.of(0, 10L, 1618, 90L));
        assertThat(children("boss")).isEqualTo(10);
    }

    @Test
    void aCompanyCreatedByEightCallsAtOnceIsOneCompany() {
        List<Answer> answers = atOnce(THREADS, i -> organisation.post(BULK, """
                [{'profiles':[%s],'associationDetails':{'hierarchyCode':'FLEET','roleCode':'MANAGER',
                  'fleetCompany':{'externalId':'ACME','name':'Acme','hierarchyDefinitionCode':'FLEET'}}}]
                """.formatted(profile("founder-" + i))));

        assertThat(codes(answers)).isEqualTo(Map.of(0, (long) THREADS));
        assertThat(answers.stream()
                        .map(answer -> answer.at("/0/entity/associationDetails/fleetCompany/companyId")
                                .asLong())
                        .distinct())
                .hasSize(1);
        assertThat(answers.stream()
                        .filter(answer -> answer.at("/0/entity/associationDetails/fleetCompany/created")
                                .asBoolean(false)))
                .hasSize(1);
    }

    @Test
    void aChildClaimedByTwoParentsAtOnceGetsOneOfThem() {
        for (int round = 0; round < 10; round++) {
            String child = "wanted-" + round;

            List<Answer> answers = atOnce(
                    2, i -> organisation.post(BULK, "[" + linked(child, "WIDE", "DRIVER", "claimer-" + i) + "]"));

            assertThat(codes(answers)).isEqualTo(Map.of(0, 1L, 1680, 1L));
        }
    }

    @Test
    void movesInOppositeDirectionsNeverDeadlockAndLoseNobody() {
        organisation.post(
                BULK,
                "[" + linked("left", "WIDE", "MANAGER", null) + "," + linked("right", "WIDE", "MANAGER", null) + "]");
        IntStream.range(0, THREADS).forEach(i -> organisation.post(BULK, "[" + crew(i, "left") + "]"));

        for (int round = 0; round < 12; round++) {
            int turn = round;
            List<Answer> answers = atOnce(THREADS, i -> {
                String parent = (i + turn) % 2 == 0 ? "left" : "right";
                return organisation.put(BULK, "[" + crew(i, parent) + "]");
            });

            assertThat(codes(answers)).isEqualTo(Map.of(0, 5L * THREADS));
        }

        assertThat(children("left")).isEqualTo(5 * THREADS / 2);
        assertThat(children("right")).isEqualTo(5 * THREADS / 2);
    }

    /// Five drivers of one caller.
    private static String crew(int caller, String parent) {
        return IntStream.range(0, 5)
                .mapToObj(i -> linked("crew-" + caller + "-" + i, "WIDE", "DRIVER", parent))
                .collect(Collectors.joining(","));
    }

    private static String linked(String key, String hierarchy, String role, String parent) {
        String above = parent == null ? "" : ",'parentCustomer':{'profiles':[%s]}".formatted(profile(parent));
        return "{'profiles':[%s],'associationDetails':{'hierarchyCode':'%s','roleCode':'%s'%s}}"
                .formatted(profile(key), hierarchy, role, above);
    }

    private static String profile(String key) {
        return "{'identifiers':[{'type':'externalId','value':'%s'}]}".formatted(key);
    }

    /// How the parent's children are counted by the list and by the count kept at the parent, which must agree.
    private int children(String parent) {
        Answer family = organisation.get(BULK
                + "?source=INSTORE&associationEntityType=parentChildCustomer&associationEntityIdentifierType=externalId"
                + "&associationEntityIdentifierValue=" + parent + "&includeNoOfChildren=true");
        int counted = family.at("/entity/customers/0/noOfChildren").asInt();
        assertThat(family.at("/entity/total").asInt()).isEqualTo(counted + 1);
        return counted;
    }

    /// How many items ended with which first error; 0 stands for success.
    private static Map<Integer, Long> codes(List<Answer> answers) {
        assertThat(answers).allMatch(answer -> answer.status() == 200);
        return answers.stream()
                .flatMap(answer -> answer.body().valueStream())
                .map(item -> item.at("/errors/0/code").asInt(0))
                .collect(Collectors.groupingBy(code -> code, Collectors.counting()));
    }

    private static List<Answer> atOnce(int calls, IntFunction<Answer> call) {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<Answer>> all = IntStream.range(0, calls)
                    .<Callable<Answer>>mapToObj(i -> () -> call.apply(i))
                    .toList();
            return threads.invokeAll(all).stream().map(Future::resultNow).toList();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
