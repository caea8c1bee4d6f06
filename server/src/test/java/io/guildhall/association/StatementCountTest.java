package io.guildhall.association;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// The promise of `design.md`: a call costs the same number of statements for any number of people.
@RunningService
@Import(CountedStatements.class)
class StatementCountTest {
    private static final String BULK = "/v2/customers/bulk";
    private static final int MOST = 19;
    private static final List<Integer> SIZES = List.of(1, 10, 1_000);
    private static final String DOCUMENT = "'sources':[{'source':'INSTORE'}],'hierarchies':[{'code':'H','name':'H',"
            + "'hierarchyCreationStrict':true,'skipRoleAllowed':true,"
            + "'roles':[{'code':'TOP','childRoleCode':'MIDDLE','maxChild':30000},"
            + "{'code':'MIDDLE','childRoleCode':'LOW','maxChild':30000},{'code':'LOW'}]}]";

    @LocalServerPort
    private int port;

    private TestOrganisation organisation;

    /// One call before the counted ones has ids of every kind fetched ahead.
    @BeforeEach
    void organisation() {
        organisation = TestOrganisation.create(port, DOCUMENT);
        post(2, i -> linked("first" + i, "MIDDLE", under("first-top") + children("first-low" + i)));
        post(1, _ -> linked("first-of-company", "TOP", creating("first-company")));
    }

    private static String person(String key) {
        return "'profiles':[{'firstName':'N','identifiers':[{'type':'externalId','value':'" + key
                + "'}],'commChannels':[{'type':'email','value':'" + key + "@example.org'}]}]";
    }

    private static String linked(String key, String role, String further) {
        return "{" + person(key) + ",'associationDetails':{'hierarchyCode':'H','roleCode':'" + role + "'" + further
                + "}}";
    }

    private static String under(String parent) {
        return ",'parentCustomer':{" + person(parent) + "}";
    }

    private static String children(String child) {
        return ",'childCustomers':[{" + person(child) + "}]";
    }

    private static String creating(String company) {
        return ",'fleetCompany':{'externalId':'" + company + "','name':'C','hierarchyDefinitionCode':'H'}";
    }

    private static String body(int size, IntFunction<String> item) {
        return IntStream.range(0, size).mapToObj(item).collect(Collectors.joining(",", "[", "]"));
    }

    private Answer post(int size, IntFunction<String> item) {
        return succeeded(size, organisation.post(BULK, body(size, item)));
    }

    private Answer put(int size, IntFunction<String> item) {
        return succeeded(size, organisation.put(BULK, body(size, item)));
    }

    private static Answer succeeded(int size, Answer answer) {
        assertThat(answer.response().headers().firstValue("X-Success-Count")).contains(Integer.toString(size));
        return answer;
    }

    @Test
    void registeringPeopleWithParentsChildrenAndCompaniesCostsTheSameForAnyNumber() {
        assertSameAndFew(SIZES.stream().map(size -> registering("new", size)).toList());
    }

    @Test
    void registeringPeopleBelowSomebodyRegisteredCostsTheSameForAnyNumber() {
        assertSameAndFew(SIZES.stream().map(size -> registering("old", size)).toList());
    }

    private List<String> registering(String kind, int size) {
        CountedStatements.forget();
        post(size, i -> {
            String key = kind + size + "-" + i;
            String parent = kind.equals("old") ? "first-top" : "t" + key;
            return linked("m" + key, "MIDDLE", under(parent) + children("l" + key) + creating("c" + key));
        });
        return CountedStatements.ofRequest();
    }

    @Test
    void changingAndMovingPeopleCostsTheSameForAnyNumber() {
        List<List<String>> statements = SIZES.stream()
                .map(size -> {
                    post(size, i -> linked("m" + size + "-" + i, "MIDDLE", under("t" + size)));
                    post(size, i -> "{" + person("l" + size + "-" + i) + "}");
                    post(1, _ -> linked("u" + size, "TOP", ""));
                    CountedStatements.forget();
                    put(size, i -> {
                        String item = linked(
                                "m" + size + "-" + i, "MIDDLE", under("u" + size) + children("l" + size + "-" + i));
                        return item.replaceFirst("'firstName':'N'", "'firstName':'Other'");
                    });
                    return CountedStatements.ofRequest();
                })
                .toList();

        assertSameAndFew(statements);
    }

    @Test
    void registeringAndMovingNobodyCostsNoMore() {
        CountedStatements.forget();
        post(1, _ -> linked("first0", "MIDDLE", ""));

        assertThat(CountedStatements.ofRequest()).hasSizeLessThanOrEqualTo(MOST);
    }

    private static void assertSameAndFew(List<List<String>> statements) {
        assertThat(statements.getFirst()).hasSizeLessThanOrEqualTo(MOST);
        assertThat(statements).allSatisfy(other -> assertThat(other).isEqualTo(statements.getFirst()));
    }
}
