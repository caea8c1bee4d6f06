package io.guildhall.association;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.contract.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

/// The performance contract as a test: a call costs the same number of statements for 1 person and for 1,000.
@RunningService
class StatementCountTest {
    private static final String BULK = "/v2/customers/bulk";
    /// Tenant and lock go together and count as one.
    private static final int MOST = 18;
    /// What following the links in groups adds.
    private static final int MOST_OF_GROUPS = 8;
    /// Of a call that joins people who hold something of everything.
    private static final int MOST_OF_MERGES = 45;
    private static final String HIERARCHY = """
            'hierarchies':[{'code':'FLEET','hierarchyCreationStrict':true,'skipRoleAllowed':false,
              'roles':[{'code':'OWNER','childRoleCode':'MANAGER','maxChild':30000},
                       {'code':'MANAGER','childRoleCode':'DRIVER','maxChild':30000},{'code':'DRIVER'}]}]
            """;

    @TestConfiguration
    static class Counting {
        @Bean
        static StatementCounter statementCounter() {
            return new StatementCounter();
        }
    }

    @LocalServerPort
    int port;

    @Test
    void registeringPeopleWithCompanyParentAndChildrenCostsTheSameForOneAndForAThousand() {
        TestOrganisation organisation = TestOrganisation.create(port, HIERARCHY);
        organisation.post(BULK, batch(1, "warm", StatementCountTest::newFamily));

        List<List<String>> statements = new ArrayList<>();
        for (int people : List.of(1, 10, 1_000)) {
            StatementCounter.reset();
            Answer answer = organisation.post(BULK, batch(people, "n" + people + "-", StatementCountTest::newFamily));
            statements.add(StatementCounter.statements());
            assertThat(answer.response().headers().firstValue("X-Failure-Count"))
                    .contains("0");
        }

        assertThat(statements.get(1)).isEqualTo(statements.get(0));
        assertThat(statements.get(2)).isEqualTo(statements.get(0));
        assertThat(statements.getFirst()).hasSizeLessThanOrEqualTo(MOST);
    }

    @Test
    void registeringPeopleBelowSomebodyRegisteredCostsTheSameForOneAndForAThousand() {
        TestOrganisation organisation = TestOrganisation.create(port, HIERARCHY);
        organisation.post(BULK, batch(1, "warm", StatementCountTest::newFamily));

        List<List<String>> statements = new ArrayList<>();
        for (int people : List.of(1, 10, 1_000)) {
            organisation.post(BULK, "[" + manager("owned", "") + "]");
            StatementCounter.reset();
            Answer answer =
                    organisation.post(BULK, batch(people, "b" + people + "-", i -> belowOwner(i, "b" + people + "-")));
            statements.add(StatementCounter.statements());
            assertThat(answer.response().headers().firstValue("X-Failure-Count"))
                    .contains("0");
        }

        assertThat(statements.get(1)).isEqualTo(statements.get(0));
        assertThat(statements.get(2)).isEqualTo(statements.get(0));
        assertThat(statements.getFirst()).hasSizeLessThanOrEqualTo(MOST);
    }

    /// A manager of a new company below an owner who is registered already, and a driver below the manager.
    private static String belowOwner(int i, String prefix) {
        return newFamily(i).replace(profile("#o" + i), profile("owner")).replace("#", prefix);
    }

    @Test
    void movingAndChangingPeopleCostsTheSameForOneAndForAThousand() {
        TestOrganisation organisation = TestOrganisation.create(port, HIERARCHY);
        organisation.post(BULK, "[" + manager("a", "") + "," + manager("b", "") + "]");
        organisation.post(BULK, batch(1_000, "", i -> driver(i, "a")));

        List<List<String>> statements = new ArrayList<>();
        for (int people : List.of(1, 10, 989)) {
            int first = statements.isEmpty() ? 0 : statements.size() == 1 ? 1 : 11;
            StatementCounter.reset();
            Answer answer = organisation.put(
                    BULK,
                    IntStream.range(first, first + people)
                            .mapToObj(i -> moved(i, "b"))
                            .collect(Collectors.joining(",", "[", "]")));
            statements.add(StatementCounter.statements());
            assertThat(answer.response().headers().firstValue("X-Failure-Count"))
                    .contains("0");
        }

        assertThat(statements.get(1)).isEqualTo(statements.get(0));
        assertThat(statements.get(2)).isEqualTo(statements.get(0));
        assertThat(statements.getFirst()).hasSizeLessThanOrEqualTo(MOST);
    }

    @Test
    void followingPeopleInGroupsCostsTheSameForOneAndForAThousand() {
        TestOrganisation organisation = TestOrganisation.create(
                port,
                HIERARCHY
                        .replace("'skipRoleAllowed'", "'autoGroupCreationEnabled':true,'skipRoleAllowed'")
                        .replace("'code':'OWNER',", "'code':'OWNER','pointsAggregationRole':true,"));
        organisation.post(BULK, batch(1, "warm", StatementCountTest::newFamily));

        List<List<String>> registering = new ArrayList<>();
        List<List<String>> moving = new ArrayList<>();
        for (int people : List.of(1, 10, 1_000)) {
            String prefix = "g" + people + "-";
            StatementCounter.reset();
            Answer answer = organisation.post(BULK, batch(people, prefix, StatementCountTest::newFamily));
            registering.add(StatementCounter.statements());
            assertThat(answer.response().headers().firstValue("X-Failure-Count"))
                    .contains("0");
        }
        organisation.post(BULK, "[" + manager("a", "") + "," + manager("b", "").replace("owner", "owner2") + "]");
        organisation.post(BULK, batch(1_000, "", i -> driver(i, "a")));
        for (int people : List.of(1, 10, 989)) {
            int first = moving.isEmpty() ? 0 : moving.size() == 1 ? 1 : 11;
            StatementCounter.reset();
            Answer answer = organisation.put(
                    BULK,
                    IntStream.range(first, first + people)
                            .mapToObj(i -> driver(i, "b"))
                            .collect(Collectors.joining(",", "[", "]")));
            moving.add(StatementCounter.statements());
            assertThat(answer.response().headers().firstValue("X-Failure-Count"))
                    .contains("0");
        }

        for (List<List<String>> statements : List.of(registering, moving)) {
            assertThat(statements.get(1)).isEqualTo(statements.get(0));
            assertThat(statements.get(2)).isEqualTo(statements.get(0));
            assertThat(statements.getFirst()).hasSizeLessThanOrEqualTo(MOST + MOST_OF_GROUPS);
        }
        assertThat(moving.getFirst()).contains("UPDATE user_group_member AS m");
    }

    private static final String OF_SEVERAL_SOURCES = """
            'settings':{'autoMerge':true},
            'sources':[{'source':'INSTORE'},{'source':'WEBSITE'},{'source':'WECHAT','accounts':[{'id':'A'}]}],
            'programs':[{'id':71,'name':'Miles','default':true,'tiers':[{'number':1,'name':'Blue'},{'number':2,'name':'Gold'}]}],
            'cardSeries':[{'id':503,'code':'PARTNER','name':'Partner','type':'PHYSICAL','external':true}],
            """;

    @Test
    void makingOneOfTwoPeopleCostsTheSameForOneAndForAThousand() {
        TestOrganisation organisation = TestOrganisation.create(
                port,
                OF_SEVERAL_SOURCES
                        + HIERARCHY
                                .replace("'skipRoleAllowed'", "'autoGroupCreationEnabled':true,'skipRoleAllowed'")
                                .replace("'code':'OWNER',", "'code':'OWNER','pointsAggregationRole':true,"));
        organisation.post(BULK, "[" + manager("a", "") + "]");

        List<List<String>> statements = new ArrayList<>();
        for (int people : List.of(1, 10, 1_000)) {
            String prefix = "j" + people + "-";
            allSucceed(organisation.post(BULK, batch(people, prefix, StatementCountTest::inStore)));
            allSucceed(organisation.post(BULK, batch(people, prefix, StatementCountTest::onWebsite)));
            StatementCounter.reset();
            Answer answer = organisation.post(BULK, batch(people, prefix, StatementCountTest::both));
            statements.add(StatementCounter.statements());
            allSucceed(answer);
            assertThat(Found.in(answer.body()))
                    .filteredOn(found -> found.code() == 8051)
                    .hasSize(people);
        }

        assertThat(statements.get(1)).isEqualTo(statements.get(0));
        assertThat(statements.get(2)).isEqualTo(statements.get(0));
        assertThat(statements.getFirst())
                .hasSizeLessThanOrEqualTo(MOST_OF_MERGES)
                .contains("UPDATE user_group_member AS m", "UPDATE card AS c", "UPDATE enrolment AS e");
    }

    private static void allSucceed(Answer answer) {
        assertThat(answer.response().headers().firstValue("X-Failure-Count")).contains("0");
    }

    private static String inStore(int i) {
        return ofSource("INSTORE", "{'type':'email','value':'#%d@example.org'}".formatted(i), 1, "");
    }

    private static String onWebsite(int i) {
        return ofSource(
                "WEBSITE",
                "{'type':'externalId','value':'#%d'},{'type':'cardnumber','value':'#%d','seriesId':503}"
                        .formatted(i, i),
                2,
                ",'associationDetails':{'hierarchyCode':'FLEET','roleCode':'DRIVER','parentCustomer':{'profiles':[%s]}}"
                        .formatted(profile("a")));
    }

    private static String ofSource(String source, String identifiers, int tier, String more) {
        return """
                {'profiles':[{'identifiers':[%s],'source':'%s'}],
                 'loyaltyProgramEnrollments':[{'programId':71,'tierNumber':%d,'loyaltyPoints':5}]%s}
                """.formatted(identifiers, source, tier, more);
    }

    private static String both(int i) {
        return """
                {'profiles':[{'identifiers':[{'type':'email','value':'#%d@example.org'},{'type':'externalId','value':'#%d'}],
                              'source':'WECHAT','accountId':'A'}]}
                """.formatted(i, i);
    }

    private static String batch(int items, String prefix, IntFunction<String> item) {
        return IntStream.range(0, items)
                .mapToObj(item)
                .map(text -> text.replace("#", prefix))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /// A new company with a new owner who comes along, a manager below, and a driver below the manager.
    private static String newFamily(int i) {
        return """
                {'profiles':[%s],'associationDetails':{'hierarchyCode':'FLEET','roleCode':'MANAGER',
                  'fleetCompany':{'externalId':'#C%d','name':'C','hierarchyDefinitionCode':'FLEET'},
                  'parentCustomer':{'profiles':[%s]},'childCustomers':[{'profiles':[%s]}]}}
                """.formatted(profile("#m" + i), i, profile("#o" + i), profile("#d" + i));
    }

    private static String manager(String key, String more) {
        return """
                {'profiles':[%s],'associationDetails':{'hierarchyCode':'FLEET','roleCode':'MANAGER',
                  'parentCustomer':{'profiles':[%s]}%s}}
                """.formatted(profile(key), profile("owner"), more);
    }

    private static String driver(int i, String parent) {
        return """
                {'profiles':[%s],'associationDetails':{'hierarchyCode':'FLEET','roleCode':'DRIVER',
                  'parentCustomer':{'profiles':[%s]}}}
                """.formatted(profile("p" + i), profile(parent));
    }

    private static String moved(int i, String parent) {
        return driver(i, parent).replaceFirst("\\{'identifiers'", "{'firstName':'Moved','identifiers'");
    }

    private static String profile(String key) {
        return "{'identifiers':[{'type':'externalId','value':'%s'}]}".formatted(key);
    }
}
