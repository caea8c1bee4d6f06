package io.guildhall.company.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.postgres.TenantTransactions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RunningService
class CompanyApiTest {
    private static final String PATH = "/v2/companies";
    private static final String HIERARCHIES = "'hierarchies':[{'code':'FLEET','name':'Fleet',"
            + "'roles':[{'code':'A','childRoleCode':'B','maxChild':3},{'code':'B'}]}],"
            + "'extendedFields':[{'entity':'company','name':'industry','dataType':'STRING'},"
            + "{'entity':'company','name':'staff','dataType':'INTEGER'}]";

    @LocalServerPort
    private int port;

    private TestOrganisation org;

    @BeforeEach
    void organisation() {
        org = TestOrganisation.create(port, HIERARCHIES);
    }

    private Answer create(String key, String members) {
        return org.post(
                PATH,
                "{'externalId':'" + key + "','name':'Name " + key + "','hierarchyDefinitionCode':'FLEET'" + members
                        + "}");
    }

    private Answer createBelow(String key, String parent) {
        return create(key, ",'parentCompany':{'externalId':'" + parent + "'}");
    }

    private Answer move(String key, String parent) {
        String wish = parent == null ? "null" : "{'externalId':'" + parent + "'}";
        return org.put(PATH + "?externalId=" + key, "{'parentCompany':" + wish + "}");
    }

    private boolean isActive(String key) {
        return org.get(PATH + "?externalId=" + key).at("/isActive").asBoolean();
    }

    @Test
    void aCompanyIsReadAsItWasCreated() {
        create("TOP", "");
        Answer created = createBelow("SUB", "TOP");

        assertThat(created.status()).isEqualTo(200);
        assertThat(created.response().headers().firstValue("X-Change-Id")).isPresent();
        assertThat(created.at("/parentCompany/name").asString()).isEqualTo("Name TOP");
        Answer read = org.get(PATH + "?id=" + created.at("/companyId"));
        assertThat(read.body()).isEqualTo(created.body());
        assertThat(org.get(PATH + "?externalId=TOP").body().has("parentCompany"))
                .isFalse();
    }

    @Test
    void allFaultsOfABodyComeAtOnce() {
        Answer refused = org.post(
                PATH,
                "{'externalId':' ','name':{},'hierarchyDefinitionCode':'X','parentCompany':{'externalId':'Y'},"
                        + "'extendedFields':{'industry':'a\\u0000'}}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errors())
                .containsExactly(
                        "400 /name",
                        "400 /extendedFields/industry",
                        "1707 /externalId",
                        "1701 /hierarchyDefinitionCode",
                        "1703 /parentCompany/externalId");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 400, 1708 -",
        "?externalId=NO, 404, 1704 -",
        "?id=987654321, 404, 1704 -",
        "?id=abc, 404, 1704 -",
        "?externalId=a%00, 400, 1686 -"
    })
    void whatIsNotThereIsNeitherReadNorWritten(String query, int status, String error) {
        for (Answer refused :
                List.of(org.get(PATH + query), org.put(PATH + query, "{'name':'x'}"), org.delete(PATH + query))) {
            assertThat(refused.status()).isEqualTo(status);
            assertThat(refused.errors()).containsExactly(error);
        }
    }

    @Test
    void charactersThatAreNoTextAreRefusedWhereverTheyStand() {
        for (String body : List.of(
                "{'externalId':'a\\u0000'}",
                "{'externalId':'\\ud800'}",
                "{'\\ud800':1}",
                "{'extendedFields':{'\\u0000':1}}",
                "{'extendedFields':{'\\udc00':1}}")) {
            Answer refused = org.post(PATH, body);

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.errors()).first().asString().matches("(400|1707) .*");
        }
    }

    @Test
    void ofConcurrentCreationsOfOneKeyOneWins() {
        Callable<Answer> creation = () -> create("RACE", "");

        var answers = TestOrganisation.together(Collections.nCopies(8, creation));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertThat(answer.errors()).containsExactly("1702 /externalId"))
                .hasSize(7);
    }

    @Test
    void aMoveTakesEverythingBelowAlong() {
        create("A", "");
        createBelow("B", "A");
        createBelow("C", "B");
        create("Z", "");

        assertThat(move("B", "Z").at("/parentCompany/externalId").asString()).isEqualTo("Z");
        assertThat(move("Z", "C").errors()).containsExactly("1710 /parentCompany/externalId");
        assertThat(move("A", "C").status()).isEqualTo(200);
        assertThat(move("B", null).body().has("parentCompany")).isFalse();
        assertThat(move("Z", "C").status()).isEqualTo(200);
        assertThat(move("Z", "Z").errors()).containsExactly("1709 /parentCompany/externalId");
        assertThat(move("Z", "NO").errors()).containsExactly("1703 /parentCompany/externalId");
    }

    @Test
    void concurrentMovesNeverMakeACircle(@Autowired JdbcClient jdbc, @Autowired TenantTransactions transactions) {
        for (int i = 0; i < 5; i++) {
            create("M" + i, "");
        }
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 15; round++) {
            List<Callable<Answer>> moves = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                String key = "M" + i;
                String parent = random.nextInt(5) == 0 ? null : "M" + random.nextInt(5);
                moves.add(() -> move(key, parent));
            }
            assertThat(TestOrganisation.together(moves))
                    .allSatisfy(answer -> assertThat(answer.status()).isIn(200, 400));
        }

        assertThat(wrongPaths(jdbc, transactions)).isZero();
    }

    /// Companies whose path is not their parent's and themselves; in a circle no path can be right.
    private static long wrongPaths(JdbcClient jdbc, TenantTransactions transactions) {
        long orgId = jdbc.sql("SELECT max(org_id) FROM org").query(Long.class).single();
        return transactions.read(
                orgId, () -> jdbc.sql("""
                        SELECT count(*)
                          FROM company AS c
                          LEFT JOIN company AS p ON p.org_id = c.org_id AND p.id = c.parent_id
                         WHERE c.org_id = :org AND c.path <> coalesce(p.path, '{}') || c.id
                        """).param("org", orgId).query(Long.class).single());
    }

    @Test
    void switchingOffReachesEverythingBelowAndIsFinal() {
        create("A", "");
        createBelow("B", "A");
        createBelow("C", "B");

        assertThat(org.delete(PATH + "?externalId=B").at("/isActive").asBoolean(true))
                .isFalse();
        assertThat(org.delete(PATH + "?externalId=B").status()).isEqualTo(200);
        assertThat(isActive("A")).isTrue();
        assertThat(isActive("B")).isFalse();
        assertThat(isActive("C")).isFalse();
        assertThat(org.put(PATH + "?externalId=C", "{'isActive':true}").errors())
                .containsExactly("1706 /isActive");
        assertThat(org.put(PATH + "?externalId=C", "{'name':'x'}").errors()).containsExactly("1705 -");
        assertThat(createBelow("D", "C").errors()).containsExactly("1705 /parentCompany/externalId");
        assertThat(org.put(PATH + "?externalId=A", "{'isActive':false}")
                        .at("/isActive")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void nothingAppearsBelowACompanyThatIsBeingSwitchedOff() {
        for (int round = 0; round < 6; round++) {
            String top = "R" + round;
            create(top, "");
            List<Callable<Answer>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String key = top + "." + i;
                calls.add(() -> createBelow(key, top));
            }
            calls.add(2, () -> org.delete(PATH + "?externalId=" + top));
            TestOrganisation.together(calls);
            for (int i = 0; i < 4; i++) {
                assertThat(isActive(top + "." + i)).isFalse();
            }
        }
    }

    @Test
    void anUpdateKeepsKeyHierarchyAndWhatItDoesNotName() {
        create("A", ",'extendedFields':{'industry':'rail','no':1}");

        Answer updated = org.put(
                PATH + "?externalId=A",
                "{'externalId':'B','hierarchyDefinitionCode':'OTHER','extendedFields':{'staff':'12'}}");

        assertThat(updated.warnings()).containsExactly("1682 /externalId", "1682 /hierarchyDefinitionCode");
        assertThat(updated.at("/name").asString()).isEqualTo("Name A");
        assertThat(updated.at("/extendedFields").toString()).isEqualTo("{\"industry\":\"rail\",\"staff\":12}");
        assertThat(org.get(PATH + "?externalId=A").at("/extendedFields")).isEqualTo(updated.at("/extendedFields"));
    }

    @Test
    void theListIsPagedFromTheNewest() {
        create("A", "");
        createBelow("B", "A");
        create("C", "");
        org.delete(PATH + "?externalId=C");

        Answer newest = org.get(PATH + "/all?limit=1");
        assertThat(newest.at("/pagination").toString())
                .startsWith(
                        "{\"limit\":1,\"offset\":0,\"sortBy\":\"createdDate\",\"sortOrder\":\"DESC\",\"total\":2,\"cursor\":\"");
        assertThat(newest.at("/data/0/externalId").asString()).isEqualTo("B");
        assertThat(newest.at("/data/0/parentCompany/externalId").asString()).isEqualTo("A");
        assertThat(org.get(PATH + "/all?sortOrder=asc").at("/data/0/externalId").asString())
                .isEqualTo("A");
        assertThat(org.get(PATH + "/all?offset=2").at("/data")).isEmpty();
        assertThat(org.get(PATH + "/all?status=INACTIVE")
                        .at("/data/0/externalId")
                        .asString())
                .isEqualTo("C");
    }

    @ParameterizedTest
    @CsvSource({
        "all?limit=0, 8101 -",
        "all?limit=101, 8102 -",
        "all?offset=-1, 8100 -",
        "all?sortBy=name, 1686 -",
        "all?sortOrder=up, 1686 -",
        "all?status=x, 1686 -",
        "extendedFieldSearch?q=rail, 1686 -",
        "extendedFieldSearch?extendedFieldName=industry, 1686 -",
        "extendedFieldSearch?extendedFieldName=industry&q=ra, 1686 -",
        "extendedFieldSearch?extendedFieldName=no&q=rail, 1686 -"
    })
    void unusableParametersAreRefused(String query, String error) {
        Answer refused = org.get(PATH + "/" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errors()).containsExactly(error);
    }

    @Test
    void theSearchTakesPrefixesLiterallyAndInAnyCase() {
        create("A", ",'extendedFields':{'industry':'Rail%way_x'}");
        create("B", ",'extendedFields':{'industry':'Railxway'}");
        create("C", ",'extendedFields':{'staff':12345}");

        Answer found = org.get(PATH + "/extendedFieldSearch?extendedFieldName=industry&q=rAIL%25");
        assertThat(found.at("/pagination/total").asInt()).isEqualTo(1);
        assertThat(found.at("/data/0/externalId").asString()).isEqualTo("A");
        assertThat(found.at("/data/0/matchedExtendedField").toString())
                .isEqualTo("{\"fieldName\":\"industry\",\"fieldValue\":\"Rail%way_x\"}");
        assertThat(org.get(PATH + "/extendedFieldSearch?extendedFieldName=industry&q=rail")
                        .at("/data"))
                .hasSize(2);
        assertThat(org.get(PATH + "/extendedFieldSearch?extendedFieldName=staff&q=123")
                        .at("/data"))
                .hasSize(1);
        org.delete(PATH + "?externalId=C");
        assertThat(org.get(PATH + "/extendedFieldSearch?extendedFieldName=staff&q=123")
                        .at("/data"))
                .isEmpty();
    }

    @Test
    void aFieldWithValuesIsNotPruned() {
        create("A", ",'extendedFields':{'industry':'rail'}");

        Answer refused = org.apply(HIERARCHIES.replaceAll(",'extendedFields'.*", ""), "?prune=true");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().toString()).contains("industry").doesNotContain("staff");
    }

    @Test
    void onlyWritersWrite() {
        assertThat(org.asReader("GET", PATH + "/all", null).status()).isEqualTo(200);
        assertThat(org.asReader("POST", PATH, "{}").status()).isEqualTo(403);
    }
}
