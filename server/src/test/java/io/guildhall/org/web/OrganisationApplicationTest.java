package io.guildhall.org.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.access.SecretHash;
import io.guildhall.org.web.RunningService.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RunningService.Started.class)
class OrganisationApplicationTest {
    private static final String SECRET = "0123456789abcdef";
    private static final String A_READ = "/v2/fleetHierarchy/all";

    private final RunningService service;
    private final String code = "o-" + UUID.randomUUID().toString().substring(0, 18);
    private final String till = code + ".desk";
    private final String client = code + "-pos";

    OrganisationApplicationTest(RunningService service) {
        this.service = service;
    }

    private String document(String members) {
        return document(code, members);
    }

    private static String document(String code, String members) {
        return """
                {"code": "%s", "name": "Norland", "baseCountry": "GB", "timeZone": "Europe/London", "currency": "GBP",
                 "language": "en", %s}
                """.formatted(code, members);
    }

    private String logins(String secret) {
        return """
                "tills": [{"code": "%s", "secret": "%s"}],
                "clients": [{"key": "%s", "till": "%s", "secret": "%s", "role": "READ"}]
                """.formatted(till, secret, client, till, secret);
    }

    private static List<String> changes(Answer answer) {
        return answer.body()
                .path("changes")
                .valueStream()
                .map(change -> change.path("action").asString() + " "
                        + change.path("path").asString())
                .toList();
    }

    @Test
    void appliesTheSameDocumentTwiceAndItsOwnAnswer() {
        Answer first = service.put(code, document(logins(SECRET)));
        Answer second = service.put(code, document(logins(SECRET)));
        Answer read = service.get("/admin/v1/orgs/" + code);
        Answer ownAnswer = service.put(code, read.text());

        assertThat(first.status()).isEqualTo(200);
        assertThat(changes(first))
                .containsExactly(
                        "create /", "create /tills/" + till, "create /clients/" + client, "create /sources/INSTORE");
        assertThat(second.status()).isEqualTo(200);
        assertThat(changes(second)).isEmpty();
        assertThat(second.body().path("warnings").isArray()).isTrue();
        assertThat(read.body()).isEqualTo(first.body().path("org"));
        assertThat(changes(ownAnswer)).isEmpty();
    }

    @Test
    void neverGivesASecretAway() {
        String secret = "secret-" + UUID.randomUUID();
        List<Answer> answers = new ArrayList<>();
        answers.add(service.put(code, document(logins(secret))));
        answers.add(service.put(code, document(logins(secret) + ", \"nmae\": 1")));
        answers.add(service.put(
                code, document(logins(secret)).replace("WRITE", "ROOT").replace("READ", "ROOT")));
        answers.add(service.get("/admin/v1/orgs/" + code));
        answers.add(service.get("/admin/v1/orgs"));

        assertThat(answers).noneMatch(answer -> answer.text().contains(secret));
        assertThat(answers).noneMatch(answer -> answer.text().contains("\"secret\""));
        String stored = service.database()
                .sql("""
                        SELECT (SELECT document::text FROM org WHERE code = :code)
                            || (SELECT string_agg(l::text, '') FROM login AS l WHERE l.name IN (:till, :client))
                        """)
                .param("code", code)
                .param("till", till)
                .param("client", client)
                .query(String.class)
                .single();
        assertThat(stored).contains(till).doesNotContain(secret).doesNotContain(hex(secret));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void triesOutWithoutWriting() {
        String path = "/admin/v1/orgs/" + code;
        Answer creation = service.put(code + "?dryRun=true", document(logins(SECRET)));
        assertThat(creation.status()).isEqualTo(200);
        assertThat(changes(creation)).contains("create /", "create /tills/" + till);
        assertThat(service.get(path).status()).isEqualTo(404);

        Answer real = service.put(code, document(logins(SECRET)));
        assertThat(real.body()).isEqualTo(creation.body());

        Answer change = service.put(code + "?dryRun=true", "{\"name\": \"Other\"}");
        assertThat(changes(change)).containsExactly("update /name");
        assertThat(change.body().path("org").path("name").asString()).isEqualTo("Other");
        assertThat(service.get(path).body().path("name").asString()).isEqualTo("Norland");
    }

    @Test
    void letsTheTillInByItsNewestSecretOnly() {
        service.put(code, document(logins(SECRET)));
        assertThat(service.call("GET", A_READ, till + ":" + SECRET, null).status())
                .isEqualTo(200);

        Answer renamed = service.put(code, "{\"tills\": [{\"code\": \"%s\", \"name\": \"Desk\"}]}".formatted(till));
        assertThat(changes(renamed)).containsExactly("update /tills/" + till);
        assertThat(service.call("GET", A_READ, till + ":" + SECRET, null).status())
                .isEqualTo(200);

        Answer changed = service.put(code, document(logins("another secret, as long")));
        assertThat(changes(changed)).containsExactly("update /tills/" + till, "update /clients/" + client);
        assertThat(service.call("GET", A_READ, till + ":" + SECRET, null).status())
                .isEqualTo(401);
        assertThat(service.call("GET", A_READ, till + ":another secret, as long", null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void acceptsTheMd5OfASecretWhileToldTo() {
        String legacy =
                "\"tills\": [{\"code\": \"" + till + "\", \"legacyMd5Secret\": %s, \"secret\": \"" + SECRET + "\"}]";
        String md5 = till + ":" + SecretHash.md5Hex(SECRET);

        service.put(code, document(legacy.formatted("false")));
        assertThat(service.call("GET", A_READ, md5, null).status()).isEqualTo(401);
        service.put(code, document(legacy.formatted("true")));
        assertThat(service.call("GET", A_READ, md5, null).status()).isEqualTo(200);
        assertThat(service.call("GET", A_READ, till + ":" + SECRET, null).status())
                .isEqualTo(200);
        assertThat(changes(service.put(code, document(legacy.formatted("true")))))
                .isEmpty();
        service.put(code, "{\"tills\": [{\"code\": \"" + till + "\", \"legacyMd5Secret\": false}]}");
        assertThat(service.call("GET", A_READ, md5, null).status()).isEqualTo(401);
        assertThat(service.call("GET", A_READ, till + ":" + SECRET, null).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"active\": false}", "{\"tills\": [{\"code\": \"TILL\", \"active\": false}]}"})
    void shutsOutAtOnceWhatIsSwitchedOff(String change) {
        service.put(code, document(logins(SECRET)));

        Answer off = service.put(code, change.replace("TILL", till));
        assertThat(off.status()).isEqualTo(200);
        assertThat(service.call("GET", A_READ, till + ":" + SECRET, null).status())
                .isEqualTo(401);

        service.put(code, change.replace("TILL", till).replace("false", "true"));
        assertThat(service.call("GET", A_READ, till + ":" + SECRET, null).status())
                .isEqualTo(200);
    }

    @Test
    void looksTheSameForWrongSecretsAndUnknownTills() {
        service.put(code, document(logins(SECRET)));

        Answer wrong = service.call("GET", A_READ, till + ":wrong", null);
        Answer unknown = service.call("GET", A_READ, till + ".unknown:" + SECRET, null);
        Answer asClient = service.call("GET", A_READ, client + ":" + SECRET, null);

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown).isEqualTo(wrong);
        assertThat(asClient).isEqualTo(wrong);
    }

    @Test
    void keepsOperatorAndTillsApart() {
        service.put(code, document(logins(SECRET)));

        assertThat(service.call("GET", A_READ, RunningService.OPERATOR, null).status())
                .isEqualTo(403);
        for (String path : List.of("orgs", "orgs/" + code, "schema/org.json")) {
            assertThat(service.call("GET", "/admin/v1/" + path, till + ":" + SECRET, null)
                            .status())
                    .isEqualTo(403);
            assertThat(service.get("/admin/v1/" + path).status()).isEqualTo(200);
        }
        assertThat(service.call("PUT", "/admin/v1/orgs/" + code, till + ":" + SECRET, "{}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void refusesNamesOfAnotherOrganisation() {
        service.put(code, document(logins(SECRET)));
        String other = code + "-b";
        String thief = document(other, logins(SECRET));

        Answer tried = service.put(other + "?dryRun=true", thief);
        Answer refused = service.put(other, thief);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.codes()).containsExactly(409);
        assertThat(refused.fields()).containsExactlyInAnyOrder("/tills/0/code", "/clients/0/key");
        assertThat(tried).isEqualTo(refused);
        assertThat(service.get("/admin/v1/orgs/" + other).status()).isEqualTo(404);
        assertThat(service.call("GET", A_READ, till + ":" + SECRET, null).status())
                .isEqualTo(200);
        assertThat(service.put(other, document(other, logins(SECRET).replace(till, "ops")))
                        .fields())
                .contains("/tills/0/code");
    }

    @Test
    void givesANameToOneOfSeveralOrganisationsThatRaceForIt() throws Exception {
        List<Answer> answers = race(8, i -> service.put(code + i, document(code + i, logins(SECRET))));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allMatch(answer -> answer.status() == 409 && answer.codes().contains(409));
        assertThat(service.call("GET", A_READ, till + ":" + SECRET, null).status())
                .isEqualTo(200);
    }

    @Test
    void makesOneOrganisationOfConcurrentCreations() throws Exception {
        List<Answer> answers = race(8, _ -> service.put(code, document(logins(SECRET))));

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(answers).filteredOn(answer -> !changes(answer).isEmpty()).hasSize(1);
    }

    private static List<Answer> race(int size, IntFunction<Answer> call) throws Exception {
        CyclicBarrier start = new CyclicBarrier(size);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = IntStream.range(0, size)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        return call.apply(i);
                    }))
                    .toList();
            List<Answer> done = new ArrayList<>();
            for (Future<Answer> answer : answers) {
                done.add(answer.get());
            }
            return done;
        }
    }

    @Test
    void prunesWhatIsUnusedAndNothingWhenSomethingIsUsed() {
        service.put(
                code,
                document(logins(SECRET)
                                .replace("],", ", {\"code\": \"" + code + ".used\", \"secret\": \"" + SECRET + "\"}],")
                        + """
                , "sources": [{"source": "USED", "accounts": [{"id": "a"}]}, {"source": "LINE", "accounts": [{"id": "used"}, {"id": "b"}]}],
                "customFields": [{"name": "used", "dataType": "STRING"}, {"name": "free", "dataType": "STRING"}]
                """));
        String small =
                document("\"tills\": [{\"code\": \"%s\"}], \"sources\": [{\"source\": \"LINE\"}]".formatted(till));

        Answer refused = service.put(code + "?prune=true", small);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.codes()).containsExactly(409);
        assertThat(refused.fields())
                .containsExactlyInAnyOrder(
                        "/tills/" + code + ".used",
                        "/sources/USED",
                        "/sources/LINE/accounts/used",
                        "/customFields/used");
        assertThat(service.put(code + "?prune=true&dryRun=true", small)).isEqualTo(refused);
        assertThat(changes(service.put(code, small))).isEmpty();

        Answer pruned = service.put(code + "?prune=true", document("""
                "tills": [{"code": "%s.used"}],
                "sources": [{"source": "USED", "accounts": [{"id": "a"}]}, {"source": "LINE", "accounts": [{"id": "used"}]}], "customFields": [{"name": "used"}]
                """.formatted(code)));
        assertThat(changes(pruned))
                .containsExactlyInAnyOrder(
                        "remove /tills/" + till,
                        "remove /clients/" + client,
                        "update /sources/LINE",
                        "remove /customFields/free");
        assertThat(service.call("GET", A_READ, till + ":" + SECRET, null).status())
                .isEqualTo(401);

        String again = code + "-b";
        assertThat(service.put(again, document(again, logins(SECRET))).status()).isEqualTo(200);
    }

    @Test
    void givesATillThatComesBackTheIdItHad() {
        service.put(code, document(logins(SECRET)));
        long before = tillId();
        service.put(code + "?prune=true", "{}");
        service.put(code, document(logins(SECRET)));

        assertThat(tillId()).isEqualTo(before);
    }

    private long tillId() {
        return service.database()
                .sql("SELECT till_id FROM login WHERE name = :code")
                .param("code", till)
                .query(Long.class)
                .single();
    }

    @Test
    void bringsAndPrunesTheListsOfOtherModules() {
        String hierarchies = """
                "hierarchies": [{"code": "H", "roles": [{"code": "A", "childRoleCode": "B", "maxChild": 3}, {"code": "B"}]}]
                """;
        Answer created = service.put(code, document(hierarchies));
        assertThat(changes(created)).contains("create /hierarchies/H");
        assertThat(changes(service.put(code, document(hierarchies)))).isEmpty();
        assertThat(service.get("/admin/v1/orgs/" + code).body())
                .isEqualTo(created.body().path("org"));
        assertThat(changes(service.put(code, document(hierarchies.replace("3", "4")))))
                .containsExactly("update /hierarchies/H");
        assertThat(changes(service.put(code + "?prune=true", "{}"))).containsExactly("remove /hierarchies/H");
        assertThat(service.put(code, document(hierarchies.replace("code\": \"B", "kode\": \"B")))
                        .fields())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dryRun=yes", "dryrun=true", "prune=", "dryRun=true&dryRun=false", "prune=TRUE"})
    void refusesUnusableQueries(String query) {
        Answer answer = service.put(code + "?" + query, document(logins(SECRET)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.codes()).containsExactly(1686);
        assertThat(service.get("/admin/v1/orgs/" + code).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "7", "", "{", "{\"name\": \"a\", \"name\": \"b\"}", "{} {}", "{\"name\": \"\\ud800\"}"})
    void refusesWhatIsNoDocument(String body) {
        Answer answer = service.put(code, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.codes()).containsExactly(400);
    }

    @Test
    void refusesBodiesThatAreTooDeepOrTooLong() {
        Answer deep = service.put(code, "{\"a\":".repeat(65) + "1" + "}".repeat(65));
        Answer longer = service.put(code, " ".repeat(16 * 1024 * 1024) + "{}");

        assertThat(deep.status()).isEqualTo(400);
        assertThat(deep.codes()).containsExactly(1688);
        assertThat(longer.status()).isEqualTo(413);
        assertThat(longer.codes()).containsExactly(1688);
    }

    @Test
    void refusesAnotherOrganisationsDocument() {
        assertThat(service.put(code, document(code + "-b", logins(SECRET))).fields())
                .containsExactly("/code");
        assertThat(service.put("Bad_Code", document("Bad_Code", logins(SECRET))).fields())
                .containsExactly("/code");
    }

    @Test
    void listsOrganisations() {
        service.put(code, document("\"active\": false"));

        assertThat(service.get("/admin/v1/orgs")
                        .body()
                        .path("data")
                        .valueStream()
                        .filter(org -> org.path("code").asString().equals(code)))
                .singleElement()
                .hasToString("{\"code\":\"%s\",\"name\":\"Norland\",\"active\":false,\"customers\":0}".formatted(code));
    }
}
