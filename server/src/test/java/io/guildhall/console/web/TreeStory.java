package io.guildhall.console.web;

import io.guildhall.TestOrganisation;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A company with people below one of them, and what happens to one; and the pages that look at it.
public final class TreeStory {
    private static final String SETUP =
            "'sources':[{'source':'INSTORE'}],'settings':{'primaryIdentifier':'externalId'},"
                    + "'statusLabels':{'customer':{'SUSPENDED':[{'label':'Suspended','default':true}]}},"
                    + "'hierarchies':[{'code':'FLEET','name':'Fleet','default':true,'hierarchyCreationStrict':false,"
                    + "'roles':[{'code':'OWNER','childRoleCode':'DRIVER','maxChild':900},{'code':'DRIVER'}]}]";

    private static final String COMPANY =
            ",'fleetCompany':{'externalId':'HQ','name':'Head <b>quarters</b>','hierarchyDefinitionCode':'FLEET'}";

    private TreeStory() {}

    static TestOrganisation found(int port) {
        return TestOrganisation.create(port, SETUP);
    }

    static void people(TestOrganisation organisation, int drivers) {
        send(organisation, person("OWNER-1", "Boss", "OWNER", COMPANY));
        String under =
                COMPANY + ",'parentCustomer':{'profiles':[{'identifiers':[{'type':'externalId','value':'OWNER-1'}]}]}";
        send(
                organisation,
                IntStream.range(0, drivers)
                        .mapToObj(i -> person("D-" + i, i == 1 ? "=1+1 Driver" : "Driver " + i, "DRIVER", under))
                        .collect(Collectors.joining(",")));
    }

    static long id(TestOrganisation organisation, String externalId) {
        return organisation
                .get("/v2/customers/lookup?source=INSTORE&identifierName=externalId&identifierValue=" + externalId)
                .at("/entity")
                .asLong();
    }

    /// The second driver goes to another owner.
    ///
    /// @return id of the change set
    static String move(TestOrganisation organisation) {
        send(organisation, person("OWNER-2", "Other", "OWNER", COMPANY));
        return organisation
                .put(
                        "/v2/customers/bulk?source=INSTORE",
                        "["
                                + person(
                                        "D-2",
                                        "Driver 2",
                                        "DRIVER",
                                        ",'parentCustomer':{'profiles':[{'identifiers':[{'type':'externalId','value':'OWNER-2'}]}]}")
                                + "]")
                .response()
                .headers()
                .firstValue("X-Change-Id")
                .orElseThrow();
    }

    static void suspend(TestOrganisation organisation) {
        organisation.put(
                "/v2/customers/lookup/status?source=INSTORE&identifierName=externalId&identifierValue=D-2",
                "{'reason':'asked for','label':'Suspended'}");
    }

    private static void send(TestOrganisation organisation, String people) {
        organisation.post("/v2/customers/bulk?source=INSTORE", "[" + people + "]");
    }

    private static String person(String externalId, String name, String role, String more) {
        return "{'profiles':[{'firstName':'" + name + "','identifiers':[{'type':'externalId','value':'" + externalId
                + "'}]}],'associationDetails':{'roleCode':'" + role + "'" + more + "}}";
    }

    /// Looks at every part of it.
    public static void tell(int port) {
        TestOrganisation organisation = found(port);
        people(organisation, 3);
        String moved = move(organisation);
        long company =
                organisation.get("/v2/companies?externalId=HQ").at("/companyId").asLong();
        organisation.post(
                "/v2/companies",
                "{'externalId':'SUB','name':'Sub','hierarchyDefinitionCode':'FLEET','parentCompany':{'externalId':'HQ'}}");
        try (Browser browser = new Browser(port)) {
            browser.logIn(organisation.till());
            browser.get("/console/companies?q=quarters");
            browser.get("/console/companies/" + company);
            browser.get("/console/companies/" + company + "/people.csv");
            browser.get("/console/people/" + id(organisation, "D-2"));
            browser.get("/console/changes/" + moved);
            browser.get("/console");
        }
        try (Browser browser = new Browser(port)) {
            browser.logIn(TestOrganisation.OPERATOR);
            browser.get("/console/organisations/" + organisation.code());
        }
    }
}
