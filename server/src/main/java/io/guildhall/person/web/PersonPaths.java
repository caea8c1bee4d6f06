package io.guildhall.person.web;

import io.guildhall.person.Address;
import java.util.Map;

/// Where people are, and whom path and query together mean.
final class PersonPaths {
    static final String ALL = "/v2/customers";
    static final String ONE = ALL + "/{id}";
    static final String LOOKUP = ALL + "/lookup";

    private PersonPaths() {}

    static Address numbered(String id, Map<String, String> query) {
        return Address.byId(id, query.get("source"), query.get("accountId"));
    }

    static Address looked(Map<String, String> query) {
        return new Address.ByIdentifier(
                query.get("identifierName"), query.get("identifierValue"), query.get("source"), query.get("accountId"));
    }
}
