package io.guildhall.e2e.crash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes calls up: the people of one client, who meet those of the other clients under the same managers, in the same
/// companies. What a client does depends on its seed alone, and on which of its own people it has moved where.
final class Fleet {
    static final String ORGANISATION = "crash";
    static final String TILL = "crash.desk:a-secret-of-the-crash-tests";
    static final int COMPANIES = 3;
    static final int MANAGERS = 3;
    private static final int LATE_COMPANIES = 400;
    private static final int MOST_ITEMS = 8;
    private static final String HIERARCHY = "FLEET";

    private static final JsonMapper JSON = new JsonMapper();

    private final String client;
    private final RandomGenerator random;
    /// The manager of each driver who can be moved within a company that all clients know.
    private final Map<String, String> managers = new LinkedHashMap<>();

    private int calls;
    private int people;

    Fleet(String client, RandomGenerator random) {
        this.client = client;
        this.random = random;
    }

    static ObjectNode organisation() {
        return (ObjectNode) JSON.readTree("""
                {"code": "crash", "name": "Crash test", "baseCountry": "GB", "timeZone": "Europe/London",
                 "currency": "GBP", "language": "en", "settings": {"primaryIdentifier": "externalId"},
                 "tills": [{"code": "crash.desk", "secret": "a-secret-of-the-crash-tests", "role": "WRITE"}],
                 "hierarchies": [{"code": "FLEET", "name": "Fleets", "default": true, "hierarchyCreationStrict": false,
                   "roles": [{"code": "OWNER", "childRoleCode": "MANAGER", "maxChild": 30000},
                             {"code": "MANAGER", "childRoleCode": "DRIVER", "maxChild": 30000},
                             {"code": "DRIVER"}]}]}
                """);
    }

    /// Companies, owners and managers that all clients know.
    static Call beginning() {
        Draft draft = new Draft();
        for (int company = 0; company < COMPANIES; company++) {
            String owner = "OWNER-" + company;
            ObjectNode place = draft.item(owner, "OWNER", "", company(company));
            place.set("fleetCompany", newCompany(company(company)));
            draft.companies.add(company(company));
            for (int manager = 0; manager < MANAGERS; manager++) {
                draft.child(place, manager(company, manager), owner, "MANAGER", company(company));
            }
        }
        return draft.call("beginning", "POST");
    }

    private static String company(int number) {
        return "COMPANY-" + number;
    }

    private static String manager(int company, int number) {
        return "MANAGER-%d-%d".formatted(company, number);
    }

    Call next() {
        String key = client + "-call-" + ++calls;
        return managers.size() > MOST_ITEMS && random.nextInt(3) == 0 ? move(key) : register(key);
    }

    private Call register(String key) {
        Draft draft = new Draft();
        int items = 1 + random.nextInt(MOST_ITEMS);
        for (int item = 0; item < items; item++) {
            switch (random.nextInt(3)) {
                case 0 -> driverOfKnownManager(draft);
                case 1 -> managerWithDrivers(draft);
                default -> driverAndManagerOfLateCompany(draft);
            }
        }
        return draft.call(key, "POST");
    }

    private void driverOfKnownManager(Draft draft) {
        int company = random.nextInt(COMPANIES);
        String manager = manager(company, random.nextInt(MANAGERS));
        String driver = person();
        ObjectNode place = draft.item(driver, "DRIVER", manager, company(company));
        place.set("parentCustomer", named(manager));
        place.putObject("fleetCompany").put("externalId", company(company));
        managers.put(driver, manager);
    }

    private void managerWithDrivers(Draft draft) {
        int company = random.nextInt(COMPANIES);
        String manager = person();
        ObjectNode place = draft.item(manager, "MANAGER", "OWNER-" + company, company(company));
        place.set("parentCustomer", named("OWNER-" + company));
        place.putObject("fleetCompany").put("externalId", company(company));
        int drivers = 1 + random.nextInt(4);
        for (int number = 0; number < drivers; number++) {
            draft.child(place, person(), manager, "DRIVER", company(company));
        }
    }

    /// Several clients may bring the same company at once.
    private void driverAndManagerOfLateCompany(Draft draft) {
        String company = "LATE-" + random.nextInt(LATE_COMPANIES);
        String manager = person();
        String driver = person();
        ObjectNode place = draft.item(driver, "DRIVER", manager, company);
        place.set("parentCustomer", person(manager));
        place.set("fleetCompany", newCompany(company));
        draft.companies.add(company);
        draft.newcomers.add(new Call.Newcomer(manager, "", company, "MANAGER"));
    }

    private Call move(String key) {
        Draft draft = new Draft();
        List<String> drivers = new ArrayList<>(managers.keySet());
        int moves = 1 + random.nextInt(4);
        for (int number = 0; number < moves; number++) {
            String driver = drivers.remove(random.nextInt(drivers.size()));
            String from = managers.get(driver);
            int company = from.charAt("MANAGER-".length()) - '0';
            int other = (from.charAt(from.length() - 1) - '0' + 1 + random.nextInt(MANAGERS - 1)) % MANAGERS;
            String to = manager(company, other);
            ObjectNode item = draft.items.addObject();
            item.setAll(named(driver));
            item.putObject("associationDetails")
                    .put("hierarchyCode", HIERARCHY)
                    .put("roleCode", "DRIVER")
                    .set("parentCustomer", named(to));
            draft.moves.put(driver, to);
            managers.put(driver, to);
        }
        return draft.call(key, "PUT");
    }

    private String person() {
        return client + "-" + ++people;
    }

    private static ObjectNode newCompany(String company) {
        return JSON.createObjectNode()
                .put("externalId", company)
                .put("name", "Company " + company)
                .put("hierarchyDefinitionCode", HIERARCHY);
    }

    private static ObjectNode named(String person) {
        ObjectNode node = JSON.createObjectNode();
        node.putArray("profiles")
                .addObject()
                .putArray("identifiers")
                .addObject()
                .put("type", "externalId")
                .put("value", person);
        return node;
    }

    private static ObjectNode person(String person) {
        ObjectNode node = named(person);
        ((ObjectNode) node.path("profiles").path(0)).put("firstName", "First").put("lastName", person);
        return node;
    }

    /// A call in the making.
    private static final class Draft {
        final ArrayNode items = JSON.createArrayNode();
        final List<Call.Newcomer> newcomers = new ArrayList<>();
        final Map<String, String> moves = new LinkedHashMap<>();
        final Set<String> companies = new LinkedHashSet<>();

        /// @return the place of the item's person
        ObjectNode item(String person, String role, String parent, String company) {
            newcomers.add(new Call.Newcomer(person, parent, company, role));
            ObjectNode item = items.addObject();
            item.setAll(Fleet.person(person));
            return item.putObject("associationDetails")
                    .put("hierarchyCode", HIERARCHY)
                    .put("roleCode", role);
        }

        void child(ObjectNode place, String person, String parent, String role, String company) {
            newcomers.add(new Call.Newcomer(person, parent, company, role));
            place.withArray("childCustomers").add(Fleet.person(person));
        }

        Call call(String key, String method) {
            return new Call(
                    key, method, items.toString(), List.copyOf(newcomers), Map.copyOf(moves), Set.copyOf(companies));
        }
    }
}
