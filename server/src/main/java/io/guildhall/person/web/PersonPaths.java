package io.guildhall.person.web;

import static io.guildhall.error.ErrorCode.NO_SUCH_CUSTOMER;

import io.guildhall.error.RequestRefused;
import io.guildhall.person.Address;
import io.guildhall.wire.QueryParameters;
import java.util.Map;

/// Where people are, and whom path and query together mean.
final class PersonPaths {
    static final String ALL = "/v2/customers";
    static final String ONE = ALL + "/{id}";
    static final String LOOKUP = ALL + "/lookup";

    private PersonPaths() {}

    /// The canonical path of one person.
    static String of(String id) {
        return ALL + "/" + number(id);
    }

    /// @throws RequestRefused with 404/8015 for what is no number, which names nobody (`decisions.md` 39)
    static long number(String id) {
        Long number = QueryParameters.id(id);
        if (number == null) {
            throw RequestRefused.because(NO_SUCH_CUSTOMER);
        }
        return number;
    }

    static Address numbered(String id, Map<String, String> query) {
        return new Address.ById(number(id), query.get("source"), query.get("accountId"));
    }

    static Address looked(Map<String, String> query) {
        return new Address.ByIdentifier(
                query.get("identifierName"), query.get("identifierValue"), query.get("source"), query.get("accountId"));
    }
}
