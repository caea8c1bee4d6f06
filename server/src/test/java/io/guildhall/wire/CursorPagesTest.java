package io.guildhall.wire;

import static io.guildhall.Fleet.BULK;
import static io.guildhall.Fleet.identifiers;
import static io.guildhall.Fleet.in;
import static io.guildhall.Fleet.mobile;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.post;
import static io.guildhall.Fleet.profiles;
import static io.guildhall.Fleet.under;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.imports.web.ImportClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Lists by cursor: the rows of the same list by offset, in the same order, also while others add some.
@RunningService
class CursorPagesTest {
    private static final int ROWS = 7;

    @LocalServerPort
    private int port;

    private TestOrganisation org;

    /// A list, what adds to it, and where its rows, their ids and the cursor stand in an answer.
    enum Listed {
        COMPANIES("/v2/companies/all?", "/data", "companyId", "/pagination/cursor"),
        COMPANIES_OLDEST_FIRST("/v2/companies/all?sortOrder=ASC&", "/data", "companyId", "/pagination/cursor"),
        COMPANIES_BY_FIELD(
                "/v2/companies/extendedFieldSearch?extendedFieldName=industry&q=rail&",
                "/data",
                "entityId",
                "/pagination/cursor"),
        PEOPLE_FOUND("/v2/customers/search?q=o&", "/data", "userId", "/pagination/cursor"),
        CHILDREN(family("parentCustomer"), "/entity/customers", "", "/entity/cursor"),
        CHILDREN_OLDEST_FIRST(family("parentCustomer") + "sortOrder=ASC&", "/entity/customers", "", "/entity/cursor"),
        CHILDREN_BY_UPDATE(
                family("parentCustomer") + "sortBy=lastUpdatedOn&", "/entity/customers", "", "/entity/cursor"),
        FAMILY(family("parentChildCustomer"), "/entity/customers", "", "/entity/cursor"),
        FAMILY_OLDEST_FIRST(
                family("parentChildCustomer") + "sortOrder=ASC&", "/entity/customers", "", "/entity/cursor"),
        PEOPLE_OF_A_COMPANY(company(""), "/entity/customers", "", "/entity/cursor"),
        PEOPLE_OF_SUB_COMPANIES(company("&includeSubCompanies=true"), "/entity/customers", "", "/entity/cursor"),
        IMPORTS("/v2/imports?", "/data", "id", "/pagination/cursor");

        private final String path;
        private final String rows;
        private final String id;
        private final String cursor;

        Listed(String path, String rows, String id, String cursor) {
            this.path = path;
            this.rows = rows;
            this.id = id;
            this.cursor = cursor;
        }

        private static String family(String type) {
            return BULK + "?source=INSTORE&associationEntityType=" + type
                    + "&associationEntityIdentifierType=mobile&associationEntityIdentifierValue=" + mobile(300) + "&";
        }

        private static String company(String more) {
            return BULK + "?source=INSTORE&associationEntityType=company&associationEntityIdentifierType=externalId"
                    + "&associationEntityIdentifierValue=BIG" + more + "&";
        }

        private List<String> ids(Answer page) {
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            String pointer = id.isEmpty() ? "/profiles/0/userId" : "/" + id;
            return StreamSupport.stream(page.at(rows).spliterator(), false)
                    .map(row -> row.at(pointer).asString())
                    .toList();
        }
    }

    @BeforeEach
    void create() {
        org = TestOrganisation.create(port, """
                'hierarchies':[{'code':'FLEET','default':true,'hierarchyCreationStrict':false,
                  'roles':[{'code':'OWNER','childRoleCode':'DRIVER','maxChild':300},{'code':'DRIVER'}]}],
                'extendedFields':[{'name':'industry','entity':'company','dataType':'STRING'}]
                """);
        Answer owner = post(
                org,
                person(
                        300,
                        in(
                                "FLEET",
                                "OWNER",
                                ",'fleetCompany':{'externalId':'BIG','name':'Big','hierarchyDefinitionCode':'FLEET'}")));
        assertThat(owner.at("/0/entity/id").asLong()).as(owner.toString()).isPositive();
        IntStream.range(0, ROWS).forEach(this::add);
    }

    private void add(int i) {
        org.post(
                "/v2/companies",
                "{'externalId':'C%d','name':'C','hierarchyDefinitionCode':'FLEET','extendedFields':{'industry':'Rail %d'}}"
                        .formatted(i, i));
        String names = "{'firstName':'Orla','lastName':'%s',".formatted((char) ('A' + (i * 5) % 7));
        post(
                org,
                profiles(
                        names + identifiers("mobile", mobile(301 + i), "email", "o" + i + "@x.example") + "}",
                        in("FLEET", "DRIVER", ",'fleetCompany':{'externalId':'BIG'}", under(300))));
        new ImportClient(org, port)
                .send(
                        ImportClient.NDJSON,
                        (person(320 + i).replace('\'', '"') + "\n").getBytes(StandardCharsets.UTF_8),
                        "?dryRun=true");
    }

    private List<String> byOffset(Listed list) {
        List<String> ids = new ArrayList<>();
        for (int offset = 0; ; offset += 2) {
            Answer page = org.get(list.path + "limit=2&offset=" + offset);
            if (list.ids(page).isEmpty()) {
                return ids;
            }
            ids.addAll(list.ids(page));
        }
    }

    private List<String> byCursor(Listed list, int limit, Runnable between) {
        List<String> ids = new ArrayList<>();
        Answer page = org.get(list.path + "limit=" + limit);
        for (int pages = 0; pages < 50; pages++) {
            ids.addAll(list.ids(page));
            if (page.at(list.cursor).isNull()) {
                return ids;
            }
            between.run();
            page = org.get(list.path + "limit=" + limit + "&cursor="
                    + page.at(list.cursor).asString());
        }
        throw new AssertionError("Pages without end");
    }

    @ParameterizedTest
    @EnumSource
    void pagesByCursorAreThoseByOffset(Listed list) {
        List<String> all = byOffset(list);

        assertThat(all).hasSizeGreaterThanOrEqualTo(ROWS).doesNotHaveDuplicates();
        for (int limit : new int[] {1, 2, 3, 100}) {
            assertThat(byCursor(list, limit, () -> {})).as("limit " + limit).isEqualTo(all);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyIsMissedOrToldTwiceWhileOthersAreAdded(Listed list) {
        List<String> before = byOffset(list);
        int[] next = {ROWS};

        List<String> walked = byCursor(list, 2, () -> {
            if (next[0] < ROWS + 4) {
                add(next[0]++);
            }
        });

        assertThat(walked).doesNotHaveDuplicates().containsSubsequence(before);
    }

    @ParameterizedTest
    @EnumSource
    void aCursorOfAnotherOrganisationOrListIsNoCursor(Listed list) {
        String mine = org.get(list.path + "limit=1").at(list.cursor).asString();
        TestOrganisation mineToo = org;
        create();
        TestOrganisation other = org;
        Answer garbage = other.get(list.path + "limit=1&cursor=x");

        assertThat(garbage.status()).isEqualTo(400);
        assertThat(garbage.errors()).containsExactly("1686 -");
        assertThat(other.get(list.path + "limit=1&cursor=" + mine).body()).isEqualTo(garbage.body());
        for (Listed another : Listed.values()) {
            if (another != list) {
                assertThat(mineToo.get(another.path + "limit=1&cursor=" + mine).body())
                        .as(another.name())
                        .isEqualTo(garbage.body());
            }
        }
        Answer both = mineToo.get(list.path + "limit=1&offset=1&cursor=" + mine);
        assertThat(both.status()).isEqualTo(400);
        assertThat(both.errors()).containsExactly("1686 -");
    }

    static Stream<String> instants() {
        return Stream.of("2021-01-01T00:00:00Z", "2022-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @MethodSource("instants")
    void aCursorOfThePresentIsNoneOfThePast(String instant) {
        String cursor = org.get(Listed.PEOPLE_OF_A_COMPANY.path + "limit=1")
                .at("/entity/cursor")
                .asString();

        assertThat(org.get(Listed.PEOPLE_OF_A_COMPANY.path + "limit=1&asOf=" + instant + "&cursor=" + cursor)
                        .errors())
                .containsExactly("1686 -");
    }

    @Test
    void pagesKeepToTheInstantOfTheFirstOne() {
        Listed list = Listed.CHILDREN_OLDEST_FIRST;
        List<String> before = byOffset(list);
        Answer first = org.get(list.path + "limit=2");
        // who comes later, and who moves away, changes nothing
        add(ROWS);
        post(org, person(400, in("FLEET", "OWNER", ",'fleetCompany':{'externalId':'BIG'}")));
        Fleet.put(org, person(306, in("FLEET", "DRIVER", ",'fleetCompany':{'externalId':'BIG'}", under(400))));

        Answer rest =
                org.get(list.path + "limit=100&cursor=" + first.at(list.cursor).asString());

        assertThat(list.ids(rest)).isEqualTo(before.subList(2, before.size()));
        assertThat(rest.at("/entity/total").asInt()).isEqualTo(before.size());
    }

    @Test
    void membersOfAGroupGoPageByPage() {
        TestOrganisation fleet = TestOrganisation.create(port, """
                'hierarchies':[{'code':'G','default':true,'autoGroupCreationEnabled':true,'hierarchyCreationStrict':false,
                  'roles':[{'code':'OWNER','childRoleCode':'DRIVER','maxChild':300,'pointsAggregationRole':true},
                           {'code':'DRIVER'}]}]
                """);
        String company = ",'fleetCompany':{'externalId':'BIG','name':'Big','hierarchyDefinitionCode':'G'}";
        long owner = post(fleet, person(300, in("G", "OWNER", company)))
                .at("/0/entity/id")
                .asLong();
        IntStream.range(301, 306)
                .forEach(i ->
                        post(fleet, person(i, in("G", "DRIVER", ",'fleetCompany':{'externalId':'BIG'}", under(300)))));
        String members = "/v2/userGroup2/members?identifierName=primaryUserId&identifierValue=" + owner;

        for (String sort : List.of("", "&sortBy=JOINED_ON", "&sortOrder=ASC", "&sortBy=JOINED_ON&sortOrder=ASC")) {
            List<Long> all = members(fleet.get(members + sort));
            List<Long> walked = new ArrayList<>();
            Answer page = fleet.get(members + sort + "&limit=2");
            walked.addAll(members(page));
            while (!page.at("/pagination/cursor").isNull()) {
                page = fleet.get(members + sort + "&limit=2&cursor="
                        + page.at("/pagination/cursor").asString());
                walked.addAll(members(page));
            }
            assertThat(walked).as(sort).isEqualTo(all).hasSize(6);
        }
        assertThat(fleet.get(members + "&cursor=x").errors()).containsExactly("1686 -");
    }

    private static List<Long> members(Answer page) {
        assertThat(page.status()).as(page.toString()).isEqualTo(200);
        return StreamSupport.stream(page.at("/data").spliterator(), false)
                .map(row -> row.path("fleetUserId").asLong())
                .toList();
    }
}
