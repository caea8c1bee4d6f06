package io.guildhall.contract;

import static io.guildhall.Fleet.mobile;

import io.guildhall.Fleet;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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

    private static final String SUBSCRIPTION =
            ",'subscriptionInfo':{'subscriptions':[{'channel':'EMAIL','priority':'BULK','type':'OPTIN'}]}";

    private Stories() {}

    static void tell(int port) {
        somebodyJoinsAStrictHierarchy(Fleet.create(port));
        TestOrganisation org = TestOrganisation.create(port, BENEFITS);
        somebodyMoves(org);
        everythingIsRead(org);
        treesAreRead(org);
        peopleBecomeOne(org, "1", "", under(304));
        peopleBecomeOne(org, "2", "", Fleet.in("FLEET", "OWNER", Fleet.over(Fleet.person(305))));
        peopleBecomeOne(org, "3", under(306), "");
        somebodyIsErasedAndComesBack(org);
        somebodyIsTakenBackAndErased(org);
        everythingIsPruned(org);
        org.asOperator("GET", "/admin/v1/audit", null);
    }

    /// Where the role above has to be there already.
    private static void somebodyJoinsAStrictHierarchy(TestOrganisation org) {
        String company = ",'fleetCompany':{'externalId':'QSC-1','name':'Quayside','hierarchyDefinitionCode':'QSC_ORG'}";
        Fleet.post(org, Fleet.person(340, Fleet.in("QSC_ORG", "DIRECTOR", company)));
        Fleet.post(org, Fleet.person(341, Fleet.in("QSC_ORG", "AREA_LEAD", company)));
    }

    private static void somebodyMoves(TestOrganisation org) {
        org.post("/v2/card", "{'seriesId':503,'cardNumber':'K1','statusLabel':'NOT_ISSUED'}");
        String more = ",'loyaltyProgramEnrollments':[{'programId':71,'tierNumber':1,'loyaltyPoints':5}]" + SUBSCRIPTION;
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
        org.get(
                "/v2/customers/lookup/customerDetails?source=INSTORE&identifierName=mobile&identifierValue="
                        + mobile(310)
                        + "&embed=points,mlp,subscriptions,fleetParentDetails,customerStatus,expirySchedules,expiredPoints,userGroup");
        for (String type : new String[] {"parentCustomer", "parentChildCustomer"}) {
            org.get(Fleet.BULK + "?source=INSTORE&associationEntityType=" + type
                    + "&associationEntityIdentifierType=mobile&associationEntityIdentifierValue=" + mobile(312)
                    + "&includeCustomerAssociateDetail=true&includeNoOfChildren=true");
        }
        String children = Fleet.BULK
                + "?source=INSTORE&associationEntityType=parentChildCustomer&associationEntityIdentifierType=mobile"
                + "&associationEntityIdentifierValue=" + mobile(310) + "&limit=1";
        pageByPage(org, children, "/entity/cursor");
        for (String key : new String[] {"PAGE-1", "PAGE-2"}) {
            org.post(
                    "/v2/companies",
                    "{'externalId':'%1$s','name':'%1$s','hierarchyDefinitionCode':'FLEET'}".formatted(key));
        }
        pageByPage(org, "/v2/companies/all?limit=1", "/pagination/cursor");
        pageByPage(org, "/v2/companies/all?sortOrder=ASC&limit=1", "/pagination/cursor");
        pageByPage(org, "/v2/customers/search?q=4&limit=1", "/pagination/cursor");
        String changes = "/v2/changes?limit=1&till=" + org.code() + ".till";
        pageByPage(org, changes, "/cursor");
        pageByPage(org, changes + "&kind=customer", "/cursor");
        pageByPage(org, "/v2/changes?limit=1&kind=customer", "/cursor");
        String change = "/v2/changes/" + org.get(changes).at("/data/0/id").asString();
        pageByPage(org, change + "?limit=1", "/cursor");
        pageByPage(org, change + "?limit=1&kind=customer", "/cursor");
    }

    private static void pageByPage(TestOrganisation org, String path, String cursor) {
        Answer page = org.get(path);
        for (int pages = 0;
                pages < 3
                        && !page.at(cursor).isMissingNode()
                        && !page.at(cursor).isNull();
                pages++) {
            page = org.get(path + "&cursor=" + page.at(cursor).asString());
        }
    }

    /// Somebody with a parent, two children and a company.
    private static void treesAreRead(TestOrganisation org) {
        String company = ",'fleetCompany':{'externalId':'TREE','name':'Tree','hierarchyDefinitionCode':'FLEET'}";
        Answer made = Fleet.post(
                org,
                Fleet.person(
                        340, Fleet.in("FLEET", "OWNER", company, Fleet.over(Fleet.person(341), Fleet.person(342)))));
        String owner = "/v2/customers/" + made.at("/0/entity/id").asLong();
        org.get(owner + "/descendants?limit=1&cursor="
                + org.get(owner + "/descendants?limit=1").at("/cursor").asString());
        org.get("/v2/customers/" + id(org, 341) + "/ancestors");
        org.get("/v2/companies/tree?externalId=TREE");
        org.get("/v2/companies/tree?externalId=TREE&asOf=" + Instant.now());
    }

    private static long id(TestOrganisation org, int person) {
        return org.get("/v2/customers/lookup?source=INSTORE&identifierName=mobile&identifierValue=" + mobile(person))
                .at("/entity")
                .asLong();
    }

    /// Two who are known to different sources and hold something of everything.
    ///
    /// @param links of the one and of the other
    private static void peopleBecomeOne(TestOrganisation org, String key, String one, String other) {
        String email = "'type':'email','value':'" + key + "@example.org'";
        String externalId = "'type':'externalId','value':'X" + key + "'";
        Fleet.post(org, holder("INSTORE", "{" + email + "}", key, 1, one));
        Fleet.post(org, holder("WEBSITE", "{" + externalId + "}", key, 2, other));
        Fleet.post(
                org,
                Fleet.profiles(
                        "{'identifiers':[{" + email + "},{" + externalId + "}],'source':'WECHAT','accountId':'A'}"));
    }

    private static String holder(String source, String identifier, String key, int tier, String link) {
        String card = ",{'type':'cardnumber','value':'%s%s','seriesId':503}".formatted(source, key);
        return Fleet.profiles(
                "{'identifiers':[" + identifier + card + "],'source':'" + source + "'}",
                ",'loyaltyProgramEnrollments':[{'programId':71,'tierNumber':" + tier + ",'loyaltyPoints':5}]",
                SUBSCRIPTION,
                link);
    }

    private static void somebodyIsErasedAndComesBack(TestOrganisation org) {
        long id = Fleet.post(org, Fleet.person(320)).at("/0/entity/id").asLong();
        org.post("/v2/customers/" + id + "/erase", "");
        Fleet.post(org, Fleet.person(320));
    }

    /// With a company, a group and an enrolment that came along, and a sub-company that came later.
    private static void somebodyIsTakenBackAndErased(TestOrganisation org) {
        String company = ",'fleetCompany':{'externalId':'NEW','name':'New','hierarchyDefinitionCode':'FLEET'}";
        String enrolled = ",'loyaltyProgramEnrollments':[{'programId':71,'tierNumber':1,'loyaltyPoints':5}]";
        Answer made = Fleet.post(
                org,
                Fleet.person(
                        330, enrolled, Fleet.in("FLEET", "OWNER", company, Fleet.over(Fleet.person(331, enrolled)))));
        String undone = revert(org, made);
        String redone = undone == null ? null : revert(org, undone);
        if (redone != null) {
            revert(org, redone);
        }
        org.post("/v2/customers/" + made.at("/0/entity/id").asLong() + "/erase", "");
    }

    private static @Nullable String revert(TestOrganisation org, Answer call) {
        return call.response()
                .headers()
                .firstValue("X-Change-Id")
                .map(change -> revert(org, change))
                .orElse(null);
    }

    private static @Nullable String revert(TestOrganisation org, String change) {
        return org.post("/v2/changes/" + change + "/revert", null)
                .response()
                .headers()
                .firstValue("X-Change-Id")
                .orElse(null);
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
