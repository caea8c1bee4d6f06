package io.guildhall.imports.web;

import static io.guildhall.Fleet.at;
import static io.guildhall.Fleet.identifiers;
import static io.guildhall.Fleet.in;
import static io.guildhall.Fleet.mobile;
import static io.guildhall.Fleet.over;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.profiles;
import static io.guildhall.Fleet.under;
import static io.guildhall.imports.web.ImportClient.NDJSON;
import static io.guildhall.imports.web.ImportClient.ndjson;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Files with every kind of bad row: each gets its own code and line, and all others are in.
@RunningService
class EveryBadRowTest {
    private static final String SET_UP = """
            'statusLabels':{'customer':{'DELETED':[{'label':'Gone','default':true}]}},
            'cardSeries':[{'id':501,'code':'FUEL','type':'PHYSICAL','generation':{'prefix':'FUEL','length':12}},
                          {'id':502,'code':'EXT','type':'PHYSICAL','external':true}]
            """;

    @LocalServerPort
    private int port;

    private TestOrganisation org;
    private ImportClient imports;

    /// @param code that it fails with; `in` for one that does not
    private record Line(String code, String text) {}

    @BeforeEach
    void organisation() {
        org = Fleet.create(port);
        org.apply(SET_UP, "");
        imports = new ImportClient(org, port);
        Fleet.post(org, person(301, at("DEPOT_MGR")), person(302, at("DEPOT_MGR")), person(303));
        Fleet.post(org, person(304, at("DRIVER", under(301))), person(308, at("DRIVER", under(301))));
        Fleet.post(org, person(305, ",'statusLabel':'Gone'"));
        Fleet.post(org, bearer(306, ",'value':'E-0','seriesCode':'EXT','cardExternalId':'X'"), person(307));
    }

    private static String bearer(int number, String card) {
        return profiles("{'identifiers':[{'type':'mobile','value':'" + mobile(number) + "'},{'type':'cardnumber'" + card
                + "}]}");
    }

    private static String profile(int number, String more) {
        return profiles("{" + identifiers("mobile", mobile(number)) + more + "}");
    }

    private static List<Line> places() {
        return List.of(
                new Line("1603", person(401, in("NORFLEET", "", ",'fleetCompany':{'externalId':'HQ'}"))),
                new Line("1613", person(402, in("", "DRIVER"))),
                new Line("1615", person(403, at("PILOT"))),
                new Line("1616", person(404, in("NO", "DRIVER"))),
                new Line("1617", person(405, at("DEPOT_MGR", under(308)))),
                new Line("1618", person(406, in("TINY", "BOSS", over(person(407), person(408))))),
                new Line(
                        "1622",
                        person(409, in("NORFLEET", "DRIVER", under(301), ",'fleetCompany':{'externalId':'DEPOT'}"))),
                new Line("1625", person(410, in("QSC_ORG", "DRIVER"))),
                new Line(
                        "1648",
                        person(
                                411,
                                at(
                                        "DEPOT_MGR",
                                        over(
                                                person(412, ",'defaultChild':true"),
                                                person(413, ",'defaultChild':true"))))),
                new Line("1680", person(304, at("DRIVER", under(302)))),
                new Line("1683", person(414, in("TWINTOP", "RIDER", under(415)))),
                new Line("in", person(416, at("DRIVER"))),
                new Line("1687", person(416, at("DEPOT_MGR"))),
                new Line("1704", person(417, in("NORFLEET", "DRIVER", ",'fleetCompany':{'externalId':'NONE'}"))),
                new Line("1625", person(418, at("DRIVER", under(419)))),
                new Line("1046", person(419, at("DEPOT_MGR"), ",'loyaltyInfo':{'loyaltyType':'often'}")),
                new Line("1608", person(420, at("DRIVER", under(421)))),
                new Line("1608", person(421, at("DRIVER", under(420)))),
                new Line("in", person(422, at("DRIVER", under(301)))));
    }

    private static List<Line> people() {
        String fifty = "{'type':'externalId','value':'E-1'},".repeat(50);
        return List.of(
                new Line("400", "{"),
                new Line("400", "[1]"),
                new Line("400", person(431, ",'associationDetails':{'hierarchyCode':5,'roleCode':{}}")),
                new Line("1688", profiles("{'identifiers':[" + fifty + "{'type':'externalId','value':'E-2'}]}")),
                new Line("1688", "x".repeat(1 << 20) + "xx"),
                new Line("8003", profile(432, ",'source':'NOWHERE'")),
                new Line("8005", "{}"),
                new Line("8006", person(303)),
                new Line("8052", profiles("{" + identifiers("mobile", mobile(303), "mobile", mobile(307)) + "}")),
                new Line("8010", profile(433, ",'commChannels':[{'type':'pigeon','value':'x'}]")),
                new Line("8106", profile(434, ",'commChannels':[{'value':'x'}]")),
                new Line("8011", profile(435, ",'source':'WECHAT','accountId':'NONE'")),
                new Line("8045", profile(436, ",'source':'WECHAT'")),
                new Line("8014", profiles("{" + identifiers("mobile", "x") + "}")),
                new Line("8017", person(437, ",'createDate':'yesterday'")),
                new Line("8026", person(305)),
                new Line("8086", person(438, ",'statusLabel':'Gilded'")),
                new Line(
                        "8127",
                        profiles("{" + identifiers("mobile", mobile(439)) + "},{"
                                + identifiers("email", "oriel@brackwater.example") + "}")),
                new Line("in", person(440)));
    }

    /// A card that cannot be given is a warning in the bulk calls too: the person is in. One that somebody has is not.
    private static List<Line> cards() {
        return List.of(
                new Line("in", bearer(451, ",'seriesCode':'NONE'")),
                new Line("in", bearer(454, ",'seriesCode':'EXT'")),
                new Line("in", bearer(459, ",'seriesCode':'EXT','value':'E-3'")),
                new Line("3009", bearer(460, ",'seriesCode':'EXT','value':'E-3'")),
                new Line("in", bearer(464, ",'seriesCode':'FUEL'")));
    }

    private static List<Line> updates() {
        return List.of(
                new Line("8009", person(471)),
                new Line("8008", profiles("{" + identifiers("mobile", mobile(303), "mobile", mobile(307)) + "}")),
                new Line("3042", person(305)),
                new Line("1626", person(302, in("QSC_ORG", "DRIVER"))),
                new Line("1627", person(304, at("DEPOT_MGR"))),
                new Line("1628", person(301, in("NORFLEET", "DEPOT_MGR", ",'fleetCompany':{'externalId':'DEPOT'}"))),
                new Line("8018", person(306, ",'loyaltyInfo':{'loyaltyType':'non_loyalty'}")),
                new Line("in", profile(307, ",'firstName':'Wren'")));
    }

    /// Each by itself on its line; in one file, so that none stands in the way of another.
    private void failsAsExpected(List<Line> lines, String query) {
        JsonNode imported =
                imports.run(NDJSON, ndjson(lines.stream().map(Line::text).toArray(String[]::new)), query);

        Map<Integer, String> found = imports.failures(imported).stream()
                .map(failure -> failure.split(": "))
                .collect(Collectors.toMap(parts -> Integer.valueOf(parts[0]), parts -> parts[1]));
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            expected.add((i + 1) + ": " + lines.get(i).code());
            actual.add((i + 1) + ": " + found.getOrDefault(i + 1, "in"));
        }
        assertThat(actual).containsExactlyElementsOf(expected);
        assertThat(imported.path("total").asInt()).isEqualTo(lines.size());
        assertThat(imported.path("remaining").asInt()).isZero();
        assertThat(imports.errorFile(imported, "csv").status()).isEqualTo(200);
    }

    @Test
    void ofPlaces() {
        failsAsExpected(places(), "");
    }

    @Test
    void ofPeople() {
        failsAsExpected(people(), "");
    }

    @Test
    void ofCards() {
        failsAsExpected(cards(), "");
    }

    @Test
    void ofUpdates() {
        failsAsExpected(updates(), "?operation=update");
    }

    /// And they do not get into each other's way.
    @Test
    void ofAllKindsAtOnce() {
        List<Line> all = new ArrayList<>(places());
        all.addAll(people());
        all.addAll(cards());
        failsAsExpected(all, "");
    }
}
