package io.guildhall.console.web;

import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;

/// An organisation with a hierarchy of owners and drivers, people by `externalId`, and a company whose name has markup
/// in it.
public final class SmallFleet {
    private static final String SETUP =
            "'sources':[{'source':'INSTORE'}],'settings':{'primaryIdentifier':'externalId'},"
                    + "'hierarchies':[{'code':'FLEET','name':'Fleet','default':true,'hierarchyCreationStrict':false,"
                    + "'roles':[{'code':'OWNER','childRoleCode':'DRIVER','maxChild':9},{'code':'DRIVER'}]}]";

    private SmallFleet() {}

    public static TestOrganisation create(int port) {
        return TestOrganisation.create(port, SETUP);
    }

    /// One item of a bulk call.
    ///
    /// @param more members of the item, each with a comma before it
    public static String person(String externalId, String firstName, String more) {
        return "{'profiles':[{'firstName':'" + firstName + "','identifiers':[{'type':'externalId','value':'"
                + externalId + "'}]}]" + more + "}";
    }

    /// Registers somebody as an owner of the company.
    public static Answer register(TestOrganisation organisation, String externalId, String firstName) {
        return organisation.post(
                "/v2/customers/bulk?source=INSTORE",
                "["
                        + person(
                                externalId,
                                firstName,
                                ",'associationDetails':{'roleCode':'OWNER','fleetCompany':{'externalId':'HQ','name':"
                                        + "'Head <b>quarters</b>','hierarchyDefinitionCode':'FLEET'}}")
                        + "]");
    }
}
