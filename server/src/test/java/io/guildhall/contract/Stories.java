package io.guildhall.contract;

import static io.guildhall.Fleet.mobile;

import io.guildhall.Fleet;
import io.guildhall.TestOrganisation;

/// Calls that have the stores do what neither single calls nor refusals bring about.
final class Stories {
    private static final String BENEFITS = """
            'settings':{'autoMerge':true},
            'sources':[{'source':'INSTORE'},{'source':'WEBSITE'},{'source':'WECHAT','accounts':[{'id':'A'}]}],
            'programs':[{'id':71,'name':'Miles','default':true,'tiers':[{'number':1,'name':'Blue'},{'number':2,'name':'Gold'}]}],
            'cardSeries':[{'id':503,'code':'PARTNER','name':'Partner','type':'PHYSICAL','external':true}],
            'extendedFields':[{'entity':'card','name':'vehicle','dataType':'STRING'}],
            'hierarchies':[{'code':'FLEET','autoGroupCreationEnabled':true,'hierarchyCreationStrict':false,
              'roles':[{'code':'OWNER','pointsAggregationRole':true,'childRoleCode':'DRIVER','maxChild':30},{'code':'DRIVER'}]}]
            """;

    private Stories() {}

    static void tell(int port) {
        TestOrganisation org = TestOrganisation.create(port, BENEFITS);
        somebodyMoves(org);
        everythingIsRead(org);
        peopleBecomeOne(org, 304, 305);
        peopleBecomeOne(org, 306, 306);
        everythingIsPruned(org);
        org.asOperator("GET", "/admin/v1/audit", null);
    }

    private static void somebodyMoves(TestOrganisation org) {
        org.post("/v2/card", "{'seriesId':503,'cardNumber':'K1','statusLabel':'NOT_ISSUED'}");
        String more = ",'loyaltyProgramEnrollments':[{'programId':71,'tierNumber':1,'loyaltyPoints':5}]"
                + ",'subscriptionInfo':{'subscriptions':[{'channel':'EMAIL','priority':'BULK','type':'OPTIN'}]}";
        String card = "{'identifiers':[{'type':'mobile','value':'" + mobile(310)
                + "'},{'type':'cardnumber','value':'K1','seriesId':503}]}";
        Fleet.post(org, Fleet.profiles(card, more, under(311)));
        Fleet.post(org, Fleet.person(313, under(312)));
        Fleet.put(org, Fleet.person(310, under(312)));
    }

    private static String under(int owner) {
        return Fleet.in("FLEET", "DRIVER", Fleet.under(owner));
    }

    private static void everythingIsRead(TestOrganisation org) {
        org.get("/v2/customers/lookup/customerDetails?source=INSTORE&identifierName=mobile&identifierValue=" + mobile(310)
                + "&embed=points,mlp,subscriptions,fleetParentDetails,customerStatus,expirySchedules,expiredPoints,userGroup");
        for (String type : new String[] {"parentCustomer", "parentChildCustomer"}) {
            org.get(Fleet.BULK + "?source=INSTORE&associationEntityType=" + type
                    + "&associationEntityIdentifierType=mobile&associationEntityIdentifierValue=" + mobile(312)
                    + "&includeCustomerAssociateDetail=true&includeNoOfChildren=true");
        }
    }

    /// Two who hold something of everything, known to different sources, below these owners.
    private static void peopleBecomeOne(TestOrganisation org, int owner, int another) {
        String email = "x" + owner + "@example.org";
        Fleet.post(org, holder("INSTORE", "{'type':'email','value':'" + email + "'}", owner));
        Fleet.post(org, holder("WEBSITE", "{'type':'externalId','value':'X" + owner + "'}", another));
        Fleet.post(org, """
                {'profiles':[{'identifiers':[{'type':'email','value':'%s'},{'type':'externalId','value':'X%d'}],
                              'source':'WECHAT','accountId':'A'}]}
                """.formatted(email, owner));
    }

    private static String holder(String source, String identifier, int owner) {
        String cards = ",{'type':'cardnumber','value':'%s%d','seriesId':503}".formatted(source, owner);
        return Fleet.profiles(
                "{'identifiers':[" + identifier + cards + "],'source':'" + source + "'}",
                ",'loyaltyProgramEnrollments':[{'programId':71,'tierNumber':1,'loyaltyPoints':5}]"
                        + ",'subscriptionInfo':{'subscriptions':[{'channel':'EMAIL','priority':'BULK','type':'OPTIN'}]}",
                under(owner));
    }

    /// Refused, after each module was asked what it uses.
    private static void everythingIsPruned(TestOrganisation org) {
        String document = """
                {'code':'%1$s','sources':[{'source':'INSTORE'}],'programs':[],'cardSeries':[],'extendedFields':[],
                 'tills':[{'code':'%1$s.reader'}],'hierarchies':[]}
                """.formatted(org.code());
        org.asOperator("PUT", "/admin/v1/orgs/" + org.code() + "?prune=true", document);
    }
}
