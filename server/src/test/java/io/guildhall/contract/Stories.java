package io.guildhall.contract;

import io.guildhall.Fleet;
import io.guildhall.TestOrganisation;

/// Calls that have the stores do what neither single calls nor refusals bring about.
final class Stories {
    private Stories() {}

    static void tell(int port) {
        peopleWithEverythingBecomeOne(port);
    }

    private static void peopleWithEverythingBecomeOne(int port) {
        TestOrganisation org = TestOrganisation.create(port, """
                'settings':{'autoMerge':true},
                'sources':[{'source':'INSTORE'},{'source':'WEBSITE'},{'source':'WECHAT','accounts':[{'id':'A'}]}],
                'programs':[{'id':71,'name':'Miles','default':true,'tiers':[{'number':1,'name':'Blue'},{'number':2,'name':'Gold'}]}],
                'cardSeries':[{'id':503,'code':'PARTNER','name':'Partner','type':'PHYSICAL','external':true}],
                'hierarchies':[{'code':'FLEET','autoGroupCreationEnabled':true,'hierarchyCreationStrict':false,
                  'roles':[{'code':'OWNER','pointsAggregationRole':true,'childRoleCode':'DRIVER','maxChild':30},{'code':'DRIVER'}]}]
                """);
        Fleet.post(org, person("INSTORE", "{'type':'email','value':'x@example.org'}", 1, ""));
        Fleet.post(
                org,
                person(
                        "WEBSITE",
                        "{'type':'externalId','value':'X'},{'type':'cardnumber','value':'C1','seriesId':503}",
                        2,
                        ",'associationDetails':{'hierarchyCode':'FLEET','roleCode':'DRIVER','parentCustomer':{'profiles':[{'identifiers':[{'type':'externalId','value':'O'}]}]}}"));
        Fleet.post(org, """
                {'profiles':[{'identifiers':[{'type':'email','value':'x@example.org'},{'type':'externalId','value':'X'}],
                              'source':'WECHAT','accountId':'A'}]}
                """);
    }

    private static String person(String source, String identifiers, int tier, String more) {
        return """
                {'profiles':[{'identifiers':[%s],'source':'%s'}],
                 'loyaltyProgramEnrollments':[{'programId':71,'tierNumber':%d,'loyaltyPoints':5}]%s}
                """.formatted(identifiers, source, tier, more);
    }
}
