package io.guildhall;

import io.guildhall.TestOrganisation.Answer;
import java.util.function.UnaryOperator;

/// A fuel brand as many tests want it: four hierarchies, a company in each of two, and people by the last digits of
/// their mobiles. All bodies are JSON with single quotes for double ones.
public final class Fleet {
    public static final String BULK = "/v2/customers/bulk";

    private static final String MEMBERS = """
            'sources':[{'source':'INSTORE'},{'source':'WEBSITE'},
                       {'source':'WECHAT','accounts':[{'id':'WECHAT-A'},{'id':'WECHAT-B'}]}],
            'customFields':[{'name':'shift','dataType':'STRING'},{'name':'locker','dataType':'INTEGER'}],
            'extendedFields':[{'entity':'customer','name':'preferred_language','dataType':'CUSTOM_ENUM',
                               'values':['English','Welsh']},
                              {'entity':'company','name':'industry','dataType':'STRING'}],
            'hierarchies':[
             {'code':'NORFLEET','name':'Fleet','hierarchyCreationStrict':false,'skipRoleAllowed':true,'roles':[
              {'code':'GROUP_OWNER','childRoleCode':'FLEET_OWNER','maxChild':10},
              {'code':'FLEET_OWNER','childRoleCode':'DEPOT_MGR','maxChild':20},
              {'code':'DEPOT_MGR','childRoleCode':'DRIVER','maxChild':50},{'code':'DRIVER'}]},
             {'code':'QSC_ORG','name':'Quayside','roles':[
              {'code':'DIRECTOR','childRoleCode':'AREA_LEAD','maxChild':5},
              {'code':'AREA_LEAD','childRoleCode':'SITE_LEAD','maxChild':5},
              {'code':'SITE_LEAD','childRoleCode':'DISPATCHER','maxChild':5},
              {'code':'DISPATCHER','childRoleCode':'DRIVER','maxChild':5},{'code':'DRIVER'}]},
             {'code':'TINY','name':'Tiny','hierarchyCreationStrict':false,'roles':[
              {'code':'BOSS','childRoleCode':'CREW','maxChild':1},{'code':'CREW'}]},
             {'code':'TWINTOP','name':'Two over one','hierarchyCreationStrict':false,'roles':[
              {'code':'OWNER','childRoleCode':'RIDER','maxChild':5},
              {'code':'PARTNER','childRoleCode':'RIDER','maxChild':5},{'code':'RIDER'}]}]
            """;

    private Fleet() {}

    /// The organisation with the companies HQ and DEPOT of NORFLEET.
    public static TestOrganisation create(int port) {
        return create(port, UnaryOperator.identity());
    }

    /// @param rewriting what becomes of each path and body before it is sent
    public static TestOrganisation create(int port, UnaryOperator<String> rewriting) {
        TestOrganisation org = TestOrganisation.create(port, MEMBERS, rewriting);
        for (String key : new String[] {"HQ", "DEPOT"}) {
            org.post(
                    "/v2/companies",
                    "{'externalId':'" + key + "','name':'" + key + "','hierarchyDefinitionCode':'NORFLEET'}");
        }
        return org;
    }

    public static Answer post(TestOrganisation org, String... items) {
        return org.post(BULK, "[" + String.join(",", items) + "]");
    }

    public static Answer put(TestOrganisation org, String... items) {
        return org.put(BULK, "[" + String.join(",", items) + "]");
    }

    /// @param more further members, each with its comma in front
    public static String person(int number, String... more) {
        return profiles("{" + identifiers("mobile", mobile(number)) + "}", more);
    }

    public static String profiles(String profiles, String... more) {
        return "{'profiles':[" + profiles + "]" + String.join("", more) + "}";
    }

    /// @param typesAndValues in turn
    public static String identifiers(String... typesAndValues) {
        StringBuilder members = new StringBuilder("'identifiers':[");
        for (int i = 0; i < typesAndValues.length; i += 2) {
            members.append(i == 0 ? "" : ",")
                    .append("{'type':'" + typesAndValues[i] + "','value':'" + typesAndValues[i + 1] + "'}");
        }
        return members.append("]").toString();
    }

    public static String mobile(int number) {
        return "447700900" + number;
    }

    /// `associationDetails` in company HQ of NORFLEET.
    public static String at(String role, String... more) {
        return in("NORFLEET", role, ",'fleetCompany':{'externalId':'HQ'}", String.join("", more));
    }

    public static String in(String hierarchy, String role, String... more) {
        return ",'associationDetails':{'hierarchyCode':'" + hierarchy + "','roleCode':'" + role + "'"
                + String.join("", more) + "}";
    }

    public static String under(int parent, String... more) {
        return ",'parentCustomer':" + person(parent, more);
    }

    public static String over(String... children) {
        return ",'childCustomers':[" + String.join(",", children) + "]";
    }
}
