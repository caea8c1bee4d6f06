package io.guildhall.e2e.console;

import io.guildhall.e2e.Caller;
import io.guildhall.e2e.Caller.Answer;
import io.guildhall.e2e.PackagedService;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A made-up fuel brand to look at: a haulage company with depots and as many drivers as wanted, a quarter
/// of them under one manager; long, Chinese and Arabic names among them; and a file with rows that failed.
final class FuelBrand {
    static final String TILL = "norland.desk";
    /// A till that may read only; its secret is the same.
    static final String READER = "norland.look";
    static final String SECRET = "a-secret-of-the-console-tests";
    static final String BAD_FILE = "drivers of November.ndjson";
    static final String BIG_FILE = "all drivers.ndjson";

    private static final Duration LONGEST_IMPORT = Duration.ofMinutes(5);
    private static final int DEPOTS = 12;
    private static final int BAD_ROWS = 40;
    private static final JsonMapper JSON = new JsonMapper();

    private static final List<List<String>> NAMES = List.of(
            List.of("Ada", "Lovelace"),
            List.of("小明", "王"),
            List.of("محمد", "الأحمد"),
            List.of("Jan-Hendrik Maximilian", "von Hohenstauffen-Königsberg zu Schwarzenfels"),
            List.of("Aoife", "Ní Bhriain"),
            List.of("Łukasz", "Żółć"),
            List.of("Grace", "Hopper"));

    private static final List<String> DEPOT_NAMES = List.of(
            "North Depot",
            "Depot and Workshop of the Eastern Regional Haulage and Distribution Association",
            "上海分公司",
            "مستودع الشرق",
            "Harbour");

    private FuelBrand() {}

    /// Fills an empty service.
    ///
    /// @param drivers how many
    static void moveIn(PackagedService service, int drivers) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            Caller operator = new Caller(http, service.address(), PackagedService.OPERATOR);
            expect(operator.send("PUT", "/admin/v1/orgs/norland", organisation()));
            Caller till = new Caller(http, service.address(), TILL + ":" + SECRET);
            companies(till);
            expect(till.send("POST", "/v2/customers/bulk", people()));
            importAll(till, BIG_FILE, drivers, 0);
            importAll(till, BAD_FILE, BAD_ROWS, BAD_ROWS);
        }
    }

    private static void expect(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new AssertionError(answer.toString());
        }
    }

    private static JsonNode organisation() {
        return JSON.readTree("""
                {"code": "norland", "name": "Norland Fuels", "baseCountry": "GB", "timeZone": "Europe/London",
                 "currency": "GBP", "language": "en",
                 "tills": [{"code": "norland.desk", "secret": "a-secret-of-the-console-tests", "role": "WRITE"},
                           {"code": "norland.look", "secret": "a-secret-of-the-console-tests", "role": "READ"}],
                 "customFields": [{"name": "shift", "dataType": "STRING", "mandatory": false}],
                 "programs": [{"id": 71, "name": "Norland Miles", "default": true,
                               "tiers": [{"number": 1, "name": "Blue"}, {"number": 2, "name": "Gold"}]}],
                 "hierarchies": [{"code": "FLEET", "name": "Fleets", "default": true, "hierarchyCreationStrict": false,
                   "roles": [{"code": "OWNER", "childRoleCode": "DEPOT_MGR", "maxChild": 50},
                             {"code": "DEPOT_MGR", "childRoleCode": "DRIVER", "maxChild": 30000},
                             {"code": "DRIVER"}]}]}
                """);
    }

    private static void companies(Caller till) throws Exception {
        expect(till.send("POST", "/v2/companies", company("HQ", "Norland Logistics")));
        for (int depot = 0; depot < DEPOTS; depot++) {
            ObjectNode company = company("DEPOT-" + depot, DEPOT_NAMES.get(depot % DEPOT_NAMES.size()));
            company.putObject("parentCompany").put("externalId", "HQ");
            expect(till.send("POST", "/v2/companies", company));
        }
    }

    private static ObjectNode company(String key, String name) {
        return JSON.createObjectNode().put("externalId", key).put("name", name).put("hierarchyDefinitionCode", "FLEET");
    }

    /// The owner, and a manager for each depot.
    private static ArrayNode people() {
        ArrayNode people = JSON.createArrayNode();
        people.add(person(0, "OWNER", "HQ", null));
        for (int depot = 0; depot < DEPOTS; depot++) {
            people.add(person(1 + depot, "DEPOT_MGR", "DEPOT-" + depot, mobile(0)));
        }
        return people;
    }

    private static ObjectNode person(int number, String role, String company, String parent) {
        List<String> name = NAMES.get(number % NAMES.size());
        ObjectNode person = JSON.createObjectNode();
        ObjectNode profile = person.putArray("profiles").addObject();
        profile.put("source", "INSTORE").put("firstName", name.get(0)).put("lastName", name.get(1));
        ArrayNode identifiers = profile.putArray("identifiers");
        identifiers.addObject().put("type", "mobile").put("value", mobile(number));
        identifiers.addObject().put("type", "externalId").put("value", "N-%06d".formatted(number));
        profile.putObject("fields").put("shift", number % 2 == 0 ? "day" : "night");
        ObjectNode place = person.putObject("associationDetails").put("roleCode", role);
        place.putObject("fleetCompany").put("externalId", company);
        if (parent != null) {
            place.putObject("parentCustomer")
                    .putArray("profiles")
                    .addObject()
                    .putArray("identifiers")
                    .addObject()
                    .put("type", "mobile")
                    .put("value", parent);
        }
        return person;
    }

    static String mobile(int number) {
        return "4477%08d".formatted(number);
    }

    /// The first depot has a quarter of all drivers.
    private static void importAll(Caller till, String file, int rows, int failing) throws Exception {
        List<String> lines = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            int depot = i % 4 == 0 ? 0 : i % DEPOTS;
            String company = i < failing ? "NO-SUCH-DEPOT" : "DEPOT-" + depot;
            lines.add(
                    person(1 + DEPOTS + i, "DRIVER", company, mobile(1 + depot)).toString());
        }
        String name = file.replace(" ", "%20");
        Answer accepted = till.upload("/v2/imports?fileName=" + name, "application/x-ndjson", String.join("\n", lines));
        expect(accepted);
        String id = accepted.json().at("/import/id").asString();
        long deadline = System.nanoTime() + LONGEST_IMPORT.toNanos();
        String state = "";
        while (!List.of("SUCCEEDED", "COMPLETED_WITH_ERRORS").contains(state)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("The import is " + state);
            }
            Thread.sleep(200);
            state = till.get("/v2/imports/" + id).json().at("/import/state").asString();
        }
    }
}
