package io.guildhall.undo;

import static io.guildhall.Fleet.BULK;
import static io.guildhall.Fleet.mobile;

import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writing calls of all kinds about a few people, companies and cards, so that they meet often. Many of them are
/// refused in whole or in part.
final class RandomCalls {
    static final String MEMBERS = """
            'settings':{'autoMerge':true},
            'sources':[{'source':'INSTORE'},{'source':'WEBSITE'},{'source':'MOBILE_APP'}],
            'customFields':[{'name':'shift','dataType':'STRING'},{'name':'locker','dataType':'INTEGER'}],
            'extendedFields':[{'entity':'customer','name':'club','dataType':'STRING'},
                              {'entity':'company','name':'industry','dataType':'STRING'}],
            'programs':[{'id':71,'name':'Miles','default':true,'tiers':[{'number':1,'name':'Blue'},{'number':2,'name':'Gold'}]},
                        {'id':72,'name':'Wash','tiers':[{'number':1,'name':'One'}]}],
            'cardSeries':[{'id':501,'code':'FUEL','name':'Fuel','type':'PHYSICAL','generation':{'length':9}},
                          {'id':503,'code':'PARTNER','name':'Partner','type':'PHYSICAL','external':true}],
            'hierarchies':[
             {'code':'CREW','name':'Crew','default':true,'hierarchyCreationStrict':false,'skipRoleAllowed':true,
              'autoGroupCreationEnabled':true,'roles':[
              {'code':'HEAD','childRoleCode':'OWNER','maxChild':2},
              {'code':'OWNER','childRoleCode':'DRIVER','maxChild':3,'pointsAggregationRole':true},{'code':'DRIVER'}]},
             {'code':'PLAIN','name':'Plain','hierarchyCreationStrict':false,'roles':[
              {'code':'BOSS','childRoleCode':'HAND','maxChild':2},{'code':'HAND'}]}]
            """;

    private static final int PEOPLE = 12;
    private static final int[] HEADS = {300, 301};
    private static final int[] OWNERS = {302, 303, 304};
    private static final int[] DRIVERS = {305, 306, 307, 308};
    private static final List<String> ROLES = List.of("HEAD", "OWNER", "DRIVER");

    private final SplittableRandom random;
    private final TestOrganisation org;

    RandomCalls(long seed, TestOrganisation org) {
        this.random = new SplittableRandom(seed);
        this.org = org;
    }

    /// People in place, companies and cards to begin with.
    void prepare() {
        for (int firm = 0; firm < 4; firm++) {
            org.post("/v2/companies", "{'externalId':'F" + firm + "','name':'Firm','hierarchyDefinitionCode':'CREW'}");
        }
        for (int card = 0; card < 4; card++) {
            org.post("/v2/card", "{'cardNumber':'P" + card + "','seriesId':503,'statusLabel':'NOT_ISSUED'}");
        }
        for (int number = 320; number < 326; number++) {
            org.post(BULK + "?source=WEBSITE", "[{" + mobiles(number) + benefits() + "}]");
        }
        for (int head : HEADS) {
            org.post(BULK, "[{" + mobiles(head) + "," + place("HEAD", "") + "}]");
        }
        for (int owner : OWNERS) {
            org.post(BULK, "[{" + mobiles(owner) + "," + place("OWNER", parent(HEADS[owner % 2])) + "}]");
        }
        for (int driver : DRIVERS) {
            org.post(BULK, "[{" + mobiles(driver) + "," + place("DRIVER", parent(OWNERS[driver % 3])) + "}]");
        }
    }

    Answer next() {
        return switch (random.nextInt(22)) {
            case 0, 1, 2, 3, 4 -> org.post(BULK + "?source=" + source(), items(1 + random.nextInt(3)));
            case 5, 6 -> org.put(BULK + "?source=" + source(), items(1 + random.nextInt(2)));
            case 7, 8, 9, 10 -> org.put(BULK, "[" + move() + (random.nextBoolean() ? "," + move() : "") + "]");
            case 11, 12 -> org.put(BULK, "[{" + profiles(true) + "}]");
            case 13 -> org.post(BULK + "?source=WEBSITE", "[{" + mobiles(elsewhere()) + benefits() + "}]");
            case 14, 15 ->
                org.post(BULK + "?source=MOBILE_APP", "[{" + mobiles(number(), elsewhere()) + benefits() + "}]");
            case 16, 17 -> exchange();
            case 18 ->
                org.put(
                        "/v2/customers/lookup/status?source=INSTORE&identifierName=mobile&identifierValue="
                                + mobile(number()),
                        "{'label':'" + (random.nextBoolean() ? "SUSPENDED" : "ACTIVE") + "','reason':'Because'}");
            case 19 -> company();
            case 20 -> org.post("/v2/card/generate", "{'count':2,'seriesId':501}");
            default ->
                org.put(
                        "/v2/card",
                        "{'cardNumber':'P" + random.nextInt(6) + "','statusLabel':'"
                                + (random.nextBoolean() ? "SUSPENDED" : "ACTIVE") + "'}");
        };
    }

    /// A file to be imported.
    record RandomFile(String type, String text, String query) {
        byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /// More people than fit into one chunk at times, in any order.
    RandomFile file() {
        int rows = 1 + random.nextInt(random.nextInt(4) == 0 ? 40 : 8);
        String operation = "?operation=" + (random.nextInt(3) == 0 ? "update" : "associate") + "&source=" + source();
        String query = operation + "&onExisting=" + (random.nextBoolean() ? "update" : "fail");
        if (random.nextInt(3) > 0) {
            String lines = IntStream.range(0, rows)
                    .mapToObj(_ -> random.nextInt(3) == 0 ? move() : item())
                    .collect(Collectors.joining("\n"));
            return new RandomFile("application/x-ndjson", lines.replace('\'', '"') + "\n", query);
        }
        String lines = IntStream.range(0, rows).mapToObj(_ -> csvRow()).collect(Collectors.joining("\n"));
        return new RandomFile(
                "text/csv",
                "mobile,firstName,hierarchy,role,company,companyName,parent.mobile\n" + lines + "\n",
                query);
    }

    private String csvRow() {
        String name = random.nextBoolean() ? "" : "N" + random.nextInt(4);
        String who = mobile(number()) + "," + name;
        if (random.nextInt(4) == 0) {
            return who + ",,,,,";
        }
        String role = ROLES.get(random.nextInt(3));
        String company = random.nextInt(3) == 0 ? firm() + ",Firm" : ",";
        String parent = role.equals("HEAD") || random.nextInt(3) == 0 ? "" : mobile(number());
        return who + ",CREW," + role + "," + company + "," + parent;
    }

    private String move() {
        boolean owner = random.nextInt(3) == 0;
        int who = owner ? OWNERS[random.nextInt(3)] : DRIVERS[random.nextInt(DRIVERS.length)];
        int under = owner ? HEADS[random.nextInt(2)] : OWNERS[random.nextInt(3)];
        return "{" + mobiles(who) + "," + place(owner ? "OWNER" : "DRIVER", parent(under)) + "}";
    }

    private static String place(String role, String parent) {
        return "'associationDetails':{'hierarchyCode':'CREW','roleCode':'" + role + "'" + parent + "}";
    }

    private static String parent(int number) {
        return ",'parentCustomer':{" + mobiles(number) + "}";
    }

    private static String mobiles(int... numbers) {
        return "'profiles':[{'identifiers':["
                + String.join(
                        ",",
                        IntStream.of(numbers)
                                .mapToObj(number -> "{'type':'mobile','value':'" + mobile(number) + "'}")
                                .toList())
                + "]}]";
    }

    /// Somebody whom the shops do not know.
    private int elsewhere() {
        return 320 + random.nextInt(6);
    }

    int nextInt(int bound) {
        return random.nextInt(bound);
    }

    private Answer exchange() {
        String add = random.nextBoolean()
                ? "{'type':'mobile','value':'" + mobile(number()) + "'}"
                : "{'type':'email','value':'P" + random.nextInt(5) + "@x.example'}";
        String remove = random.nextInt(3) == 0 ? "{'type':'mobile','value':'" + mobile(number()) + "'}" : "";
        Answer found = org.get(
                "/v2/customers/lookup?source=INSTORE&identifierName=mobile&identifierValue=" + mobile(number()));
        return org.post(
                "/v2/customers/" + found.at("/entity").asLong(0) + "/changeIdentifier?source=INSTORE",
                "{'add':[" + add + "],'remove':[" + remove + "]}");
    }

    private Answer company() {
        String key = "/v2/companies?externalId=" + firm();
        return switch (random.nextInt(4)) {
            case 0 ->
                org.post(
                        "/v2/companies",
                        "{'externalId':'" + firm() + "','name':'Made','hierarchyDefinitionCode':'CREW'}");
            case 1 -> org.put(key, "{'name':'N" + random.nextInt(3) + "','extendedFields':{'industry':'rail'}}");
            case 2 -> org.put(key, "{'parentCompany':{'externalId':'" + firm() + "'}}");
            default -> org.delete(key);
        };
    }

    private String source() {
        return random.nextInt(4) == 0 ? "WEBSITE" : "INSTORE";
    }

    private int number() {
        return 300 + random.nextInt(PEOPLE);
    }

    private String firm() {
        return "F" + random.nextInt(4);
    }

    private String items(int count) {
        return "["
                + String.join(
                        ",", IntStream.range(0, count).mapToObj(_ -> item()).toList()) + "]";
    }

    private String item() {
        List<String> members = new ArrayList<>(List.of(profiles(random.nextInt(4) == 0)));
        if (random.nextInt(3) == 0) {
            members.add("'extendedFields':{'club':'c" + random.nextInt(3) + "'}");
        }
        return "{" + String.join(",", members) + benefits() + (random.nextInt(3) > 0 ? "," + association() : "") + "}";
    }

    private String benefits() {
        List<String> members = new ArrayList<>();
        if (random.nextInt(4) == 0) {
            members.add("'loyaltyProgramEnrollments':[{'programId':" + (71 + random.nextInt(2))
                    + ",'tierNumber':1,'loyaltyPoints':" + random.nextInt(50) + "}]");
        }
        if (random.nextInt(4) == 0) {
            members.add("'subscriptionInfo':{'subscriptions':[{'channel':'SMS','priority':'BULK','type':'"
                    + (random.nextBoolean() ? "OPTIN" : "OPTOUT") + "'}]}");
        }
        return members.isEmpty() ? "" : "," + String.join(",", members);
    }

    private String association() {
        boolean crew = random.nextInt(5) > 0;
        String role = crew ? ROLES.get(random.nextInt(3)) : random.nextBoolean() ? "BOSS" : "HAND";
        StringBuilder link = new StringBuilder("'associationDetails':{'hierarchyCode':'")
                .append(crew ? "CREW" : "PLAIN")
                .append("','roleCode':'")
                .append(role)
                .append('\'');
        if (crew && random.nextInt(3) == 0) {
            link.append(",'fleetCompany':{'externalId':'").append(firm()).append("','name':'Firm'}");
        }
        if (!role.equals("HEAD") && !role.equals("BOSS") && random.nextInt(3) > 0) {
            link.append(",'parentCustomer':{").append(profiles(false));
            if (role.equals("DRIVER")) {
                link.append(",'roleCode':'OWNER'");
            }
            link.append('}');
        }
        if (!role.equals("DRIVER") && !role.equals("HAND") && random.nextInt(3) == 0) {
            link.append(",'childCustomers':[{")
                    .append(profiles(false))
                    .append(random.nextInt(3) == 0 ? ",'defaultChild':true" : "")
                    .append("}]");
        }
        return link.append('}').toString();
    }

    private String profiles(boolean richer) {
        List<String> identifiers = new ArrayList<>();
        identifiers.add("{'type':'mobile','value':'" + mobile(number()) + "'}");
        if (richer && random.nextBoolean()) {
            identifiers.add("{'type':'mobile','value':'" + mobile(number()) + "'}");
        }
        if (richer && random.nextBoolean()) {
            identifiers.add("{'type':'cardnumber','value':'P" + random.nextInt(6) + "','seriesId':503}");
        }
        String names = richer
                ? "'firstName':'N" + random.nextInt(4) + "','fields':{'locker':" + random.nextInt(9) + "},"
                        + "'commChannels':[{'type':'email','value':'c" + random.nextInt(3)
                        + "@x.example','primary':true,'attributes':{'z':1,'a':2}}],"
                : "";
        return "'profiles':[{" + names + "'identifiers':[" + String.join(",", identifiers) + "]}]";
    }
}
