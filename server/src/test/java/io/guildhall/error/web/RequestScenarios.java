package io.guildhall.error.web;

import static io.guildhall.Fleet.BULK;
import static io.guildhall.Fleet.at;
import static io.guildhall.Fleet.person;
import static io.guildhall.Fleet.post;

import io.guildhall.Fleet;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.error.ErrorCode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// Requests that fail as a whole, and parameters.
final class RequestScenarios {
    private static final String LOOKUP = "/v2/customers/lookup?";
    private static final String MOBILE = "&identifierName=mobile&identifierValue=447700900301";

    private RequestScenarios() {}

    static Map<ErrorCode, Scenario> all() {
        Map<ErrorCode, Scenario> all = new EnumMap<>(ErrorCode.class);
        all.put(ErrorCode.BAD_REQUEST, org -> org.post(BULK, "[]"));
        all.put(ErrorCode.UNAUTHORIZED, org -> org.anonymously("GET", "/v2/companies/all", null));
        all.put(
                ErrorCode.ATTRIBUTION_TYPE_MISSING,
                org -> org.with("GET", "/v2/companies/all", null, "X-CAP-API-ATTRIBUTION-LOOKUP", "desk"));
        all.put(
                ErrorCode.ATTRIBUTION_UNUSABLE,
                org -> org.with("GET", "/v2/companies/all", null, "X-CAP-API-ATTRIBUTION-ENTITY-CODE", "nobody"));
        all.put(ErrorCode.FORBIDDEN, org -> org.asReader("POST", BULK, "[" + person(301) + "]"));
        all.put(ErrorCode.NOT_FOUND, org -> org.get("/v2/no/such/address"));
        all.put(ErrorCode.METHOD_NOT_ALLOWED, org -> org.delete(BULK));
        all.put(
                ErrorCode.NOT_ACCEPTABLE,
                org -> org.with("GET", "/v2/fleetHierarchy/all", null, "Accept", "text/html"));
        all.put(ErrorCode.UNSUPPORTED_MEDIA_TYPE, org -> org.with("POST", BULK, "[]", "Content-Type", "text/plain"));
        all.put(ErrorCode.CONFLICT, org -> org.apply("'hierarchies':[]", "?prune=true"));
        all.put(ErrorCode.TOO_MANY_REQUESTS, org -> {
            org.apply("'settings':{'tillRequestsPerMinute':1}", "");
            LockSupport.parkNanos(Duration.ofMillis(2_100).toNanos());
            org.get("/v2/fleetHierarchy/all"); // has the document read again
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            org.get("/v2/fleetHierarchy/all");
            return org.get("/v2/fleetHierarchy/all");
        });
        all.put(ErrorCode.BODY_TOO_LARGE, org -> org.post(BULK, " ".repeat(16 * 1024 * 1024) + "[]"));
        all.put(ErrorCode.BODY_TOO_DEEP, org -> org.post(BULK, "[".repeat(65)));
        all.put(ErrorCode.IDEMPOTENCY_KEY_REUSED, org -> {
            String[] headers = {"Content-Type", "application/json", "Idempotency-Key", "once"};
            org.with("POST", BULK, "[" + person(301) + "]", headers);
            return org.with("POST", BULK, "[" + person(302) + "]", headers);
        });
        all.put(ErrorCode.BATCH_TOO_LARGE, org -> {
            org.apply("'settings':{'maxBatchItems':1}", "");
            return post(org, person(301), person(302));
        });
        all.put(ErrorCode.QUERY_PARAMETER_INVALID, org -> org.get("/v2/companies/all?status=GONE"));
        all.put(ErrorCode.OFFSET_NEGATIVE, org -> org.get("/v2/companies/all?offset=-1"));
        all.put(ErrorCode.LIMIT_NOT_POSITIVE, org -> org.get("/v2/companies/all?limit=0"));
        all.put(ErrorCode.LIMIT_TOO_LARGE, org -> org.get("/v2/companies/all?limit=101"));
        lookups(all);
        reverts(all);
        return all;
    }

    private static void reverts(Map<ErrorCode, Scenario> all) {
        all.put(ErrorCode.ALREADY_REVERTED, org -> {
            String revert = revertOf(post(org, person(301)));
            org.post(revert, null);
            return org.post(revert, null);
        });
        all.put(ErrorCode.REVERT_CONFLICT, org -> {
            String revert = revertOf(post(org, person(301)));
            post(org, person(301, at("DRIVER")));
            return org.post(revert + "?onConflict=fail", null);
        });
        all.put(
                ErrorCode.NOT_REVERTIBLE,
                org -> org.post(
                        revertOf(org.post(
                                "/v2/fleetHierarchy",
                                "{'code':'H','roles':[{'code':'A','childRoleCode':'B','maxChild':3},{'code':'B'}]}")),
                        null));
    }

    private static String revertOf(Answer undone) {
        String change = undone.response().headers().firstValue("X-Change-Id").orElseThrow();
        return "/v2/changes/" + change + "/revert";
    }

    private static void lookups(Map<ErrorCode, Scenario> all) {
        all.put(ErrorCode.SOURCE_MISSING, org -> org.get(LOOKUP + MOBILE));
        all.put(ErrorCode.IDENTIFIERS_MISSING, org -> org.get(LOOKUP + "source=INSTORE"));
        all.put(ErrorCode.SOURCE_INVALID, org -> org.get(LOOKUP + "source=LINE" + MOBILE));
        all.put(ErrorCode.ACCOUNT_INVALID, org -> org.get(LOOKUP + "source=WECHAT&accountId=NO" + MOBILE));
        all.put(ErrorCode.ACCOUNT_PARAMETER_MISSING, org -> org.get(LOOKUP + "source=WECHAT" + MOBILE));
        all.put(
                ErrorCode.IDENTIFIER_TYPE_INVALID,
                org -> org.get(LOOKUP + "source=INSTORE&identifierName=shoe&identifierValue=44"));
        all.put(
                ErrorCode.IDENTIFIER_NAME_MISSING,
                org -> org.get(LOOKUP + "source=INSTORE&identifierValue=447700900301"));
        all.put(ErrorCode.IDENTIFIER_VALUE_MISSING, org -> org.get(LOOKUP + "source=INSTORE&identifierName=mobile"));
        all.put(ErrorCode.NO_SUCH_CUSTOMER, org -> org.get(LOOKUP + "source=INSTORE" + MOBILE));
        all.put(ErrorCode.SOURCE_PARAMETER_MISSING, org -> {
            long id = post(org, person(301, at("DRIVER"))).at("/0/entity/id").asLong();
            return org.get("/v2/customers/" + id);
        });
        all.put(ErrorCode.CONFLICTING_CUSTOMERS_ACROSS_SOURCES, org -> {
            post(org, person(301));
            post(org, Fleet.profiles("{" + Fleet.identifiers("mobile", Fleet.mobile(301)) + ",'source':'WEBSITE'}"));
            return org.get(LOOKUP + "source=ALL" + MOBILE);
        });
    }
}
