package io.guildhall.contract;

import static io.guildhall.Fleet.BULK;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.contract.OpenApiContract.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// The contract and the service know the same operations, and each operation answers every status that it
/// documents and that does not depend on its data. (What depends on the data is told by code, in
/// `EveryCodeTest`.)
@RunningService
class EveryOperationTest {
    private static final OpenApiContract CONTRACT = OpenApiContract.shared();
    private static final String LISTING =
            "?source=INSTORE&associationEntityType=company&associationEntityIdentifierType=externalId"
                    + "&associationEntityIdentifierValue=HQ&limit=10&offset=0&sortBy=createdOn&sortOrder=ASC"
                    + "&includeCustomerAssociateDetail=true&includeNoOfChildren=true&includeSubCompanies=true";
    private static final String EMBED = "&embed=subscriptions,fleetParentDetails,customerStatus";
    private static final String ROLES = "'roles':[{'code':'A','childRoleCode':'B','maxChild':3},{'code':'B'}]";

    static final Map<String, Function<TestOrganisation, Call>> CALLS = calls();

    @LocalServerPort
    private int port;

    /// A call that succeeds.
    record Call(String path, String body, boolean operator, String type) {
        Call(String path, String body, boolean operator) {
            this(path, body, operator, "application/json");
        }

        static Call of(String path) {
            return new Call(path, null, false);
        }

        static Call of(String path, String body) {
            return new Call(path, body, false);
        }

        Answer send(String method, TestOrganisation org) {
            return operator ? org.asOperator(method, path, body) : org.with(method, path, body, "Content-Type", type);
        }
    }

    private static Map<String, Function<TestOrganisation, Call>> calls() {
        Map<String, Function<TestOrganisation, Call>> calls = new HashMap<>();
        String person = "[" + Fleet.person(301, Fleet.at("DRIVER")) + "]";
        String query = "?source=INSTORE&atomicity=item&dryRun=false";
        calls.put("associate-customer", _ -> Call.of(BULK + query, person));
        calls.put("associate-customer-alias", _ -> Call.of("/v2/bulk" + query, person));
        calls.put("update-association-details", _ -> Call.of("/v2/bulk" + query, person));
        calls.put("update-association-details-of-customers", _ -> Call.of(BULK + query, person));
        calls.put("read-associations", _ -> Call.of(BULK + LISTING));
        calls.put("read-associations-alias", _ -> Call.of("/v2/bulk" + LISTING));
        calls.put("look-up-customer", org -> {
            registered(org);
            return Call.of(
                    "/v2/customers/lookup?source=INSTORE&identifierName=mobile&identifierValue=" + Fleet.mobile(302));
        });
        calls.put("read-customer", org -> Call.of("/v2/customers/" + registered(org) + "?source=ALL" + EMBED));
        calls.put("look-up-customer-details", org -> {
            registered(org);
            return Call.of("/v2/customers/lookup/customerDetails?source=INSTORE&identifierName=mobile&identifierValue="
                    + Fleet.mobile(302) + EMBED);
        });
        onePerson(calls);
        calls.put(
                "read-association-history",
                org -> Call.of("/v2/customers/" + registered(org) + "/association/history"));
        calls.put(
                "leave-association",
                org -> Call.of(
                        "/v2/customers/" + registered(org) + "/association?hierarchyCode=NORFLEET&dryRun=false"));
        calls.put("list-ancestors", org -> Call.of("/v2/customers/" + registered(org) + "/ancestors"));
        calls.put(
                "list-descendants",
                org -> Call.of("/v2/customers/" + registered(org) + "/descendants?depth=2&limit=5"));
        calls.put("list-programs", _ -> Call.of("/v2/organization/programs"));
        meta(calls);
        calls.put("list-changes", org -> {
            changed(org);
            return Call.of("/v2/changes?kind=customer&limit=1&till=" + org.code() + ".till");
        });
        calls.put("read-change", org -> Call.of("/v2/changes/" + changed(org)));
        calls.put(
                "revert-change",
                org -> Call.of("/v2/changes/" + changed(org) + "/revert?onConflict=skip&dryRun=false"));
        calls.put("read-group", org -> Call.of("/v2/userGroup2?id=" + group(org)));
        calls.put(
                "list-group-members",
                org -> Call.of("/v2/userGroup2/members?identifierName=id&identifierValue=" + group(org)
                        + "&limit=5&offset=0&sortBy=JOINED_ON&sortOrder=ASC&fromDate=2020-01-01T00:00:00Z"));
        setUp(calls);
        cards(calls);
        ImportOperations.addTo(calls);
        operate(calls);
        return calls;
    }

    private static void meta(Map<String, Function<TestOrganisation, Call>> calls) {
        String organisation = "/v2/organization";
        calls.put("list-sources", _ -> Call.of("/v2/meta/sources"));
        calls.put("list-extended-fields", _ -> Call.of("/v2/extendedFields"));
        calls.put(
                "list-custom-fields",
                _ -> Call.of(organisation + "/customFields?scope=loyalty_registration&includeDisabled=true"
                        + "&includeDisabledAtServer=false"));
        calls.put("read-active-till", _ -> Call.of(organisation + "/activeTill"));
        calls.put("look-up-till", org -> Call.of(organisation + "/till?code=" + org.code() + ".reader"));
        calls.put(
                "read-till",
                org -> Call.of(organisation + "/till/"
                        + org.get(organisation + "/activeTill").at("/id").asLong()));
    }

    private static void onePerson(Map<String, Function<TestOrganisation, Call>> calls) {
        String all = "/v2/customers";
        String looked = "?source=INSTORE&identifierName=mobile&identifierValue=" + Fleet.mobile(302);
        calls.put(
                "register-customer",
                _ -> Call.of(all + "?source=INSTORE&mlp_single_enroll=true&rawSideEffects=true", Fleet.person(305)));
        calls.put(
                "update-customer",
                org -> Call.of(
                        all + "/" + registered(org) + "?source=INSTORE&use_async=false&dryRun=false",
                        "{'profiles':[{'firstName':'Oriel'}]}"));
        calls.put("update-customer-looked-up", org -> {
            registered(org);
            return Call.of(all + "/lookup" + looked, "{'extendedFields':{'preferred_language':'Welsh'}}");
        });
        calls.put(
                "change-identifiers",
                org -> Call.of(
                        all + "/" + registered(org) + "/changeIdentifier?source=INSTORE",
                        "{'add':[{'type':'mobile','value':'" + Fleet.mobile(306) + "'}]}"));
        calls.put("erase-customer", org -> Call.of(all + "/" + registered(org) + "/erase?dryRun=false"));
        calls.put("read-erasure", org -> {
            long erased = registered(org);
            org.post(all + "/" + erased + "/erase", "");
            return Call.of(all + "/" + erased + "/erase");
        });
        calls.put("change-status", org -> {
            registered(org);
            return Call.of(all + "/lookup/status" + looked, "{'label':'SUSPENDED','reason':'Licence under review'}");
        });
        calls.put("read-status-log", org -> Call.of(all + "/" + registered(org) + "/statusLog"));
        calls.put("search-customers", org -> {
            registered(org);
            return Call.of(all + "/search?q=447700&limit=5&offset=0");
        });
    }

    private static long registered(TestOrganisation org) {
        return Fleet.post(org, Fleet.person(302, Fleet.at("DRIVER", Fleet.under(303))))
                .at("/0/entity/id")
                .asLong();
    }

    private static String changed(TestOrganisation org) {
        return Fleet.post(org, Fleet.person(302, Fleet.at("DRIVER", Fleet.under(303))))
                .response()
                .headers()
                .firstValue("X-Change-Id")
                .orElseThrow();
    }

    private static String client(TestOrganisation org) {
        String client = "'key':'" + org.code() + ".pos','secret':'a secret of this test'";
        org.apply("'clients':[{" + client + ",'till':'" + org.code() + ".till'}]", "");
        return "{" + client + "}";
    }

    private static long hierarchy(TestOrganisation org) {
        return org.get("/v2/fleetHierarchy?code=TINY").at("/id").asLong();
    }

    /// The group of a person in the points aggregation role.
    private static long group(TestOrganisation org) {
        org.post(
                "/v2/fleetHierarchy",
                "{'code':'G','hierarchyCreationStrict':false,'autoGroupCreationEnabled':true,"
                        + "'roles':[{'code':'A','childRoleCode':'B','maxChild':3,'pointsAggregationRole':true},{'code':'B'}]}");
        long owner = Fleet.post(org, Fleet.person(304, Fleet.in("G", "A")))
                .at("/0/entity/id")
                .asLong();
        return org.get("/v2/userGroup2?primaryUserId=" + owner).at("/id").asLong();
    }

    private static void setUp(Map<String, Function<TestOrganisation, Call>> calls) {
        String hierarchies = "/v2/fleetHierarchy";
        String companies = "/v2/companies";
        calls.put("create-hierarchy", _ -> Call.of(hierarchies, "{'code':'H'," + ROLES + "}"));
        calls.put("read-hierarchy", _ -> Call.of(hierarchies + "?code=TINY"));
        calls.put("list-hierarchies", _ -> Call.of(hierarchies + "/all"));
        calls.put(
                "replace-hierarchy", org -> Call.of(hierarchies + "/" + hierarchy(org), "{'code':'T'," + ROLES + "}"));
        calls.put(
                "simulate-hierarchy",
                org -> Call.of(hierarchies + "/" + hierarchy(org) + "/simulate", "{'code':'T'," + ROLES + "}"));
        calls.put("switch-off-hierarchy", org -> Call.of(hierarchies + "/" + hierarchy(org) + "?force=true"));
        calls.put("list-permissions", _ -> Call.of("/v2/fleet/permissions"));
        calls.put(
                "create-company",
                _ -> Call.of(companies, "{'externalId':'C','name':'C','hierarchyDefinitionCode':'TINY'}"));
        calls.put("update-company", _ -> Call.of(companies + "?externalId=HQ", "{'name':'New'}"));
        calls.put("read-company", _ -> Call.of(companies + "?externalId=HQ"));
        calls.put(
                "read-statistics", _ -> Call.of("/v2/statistics?from=2020-01-01&to=2020-01-02&hierarchyCode=NORFLEET"));
        calls.put("read-company-tree", _ -> Call.of(companies + "/tree?externalId=HQ&depth=2&limit=5"));
        calls.put("switch-off-company", _ -> Call.of(companies + "?externalId=HQ"));
        calls.put("list-companies", _ -> Call.of(companies + "/all?status=ACTIVE&limit=5&offset=0&sortOrder=DESC"));
        calls.put(
                "search-companies", _ -> Call.of(companies + "/extendedFieldSearch?extendedFieldName=industry&q=rail"));
    }

    private static void cards(Map<String, Function<TestOrganisation, Call>> calls) {
        String series = "/v2/card/series";
        String card = "{'seriesId':1,'cardNumber':'N1','statusLabel':'NOT_ISSUED'}";
        calls.put(
                "create-card-series",
                _ -> Call.of(series, "{'code':'NEW','type':'DIGITAL','generation':{'length':9}}"));
        calls.put("update-card-series", org -> Call.of(series + "/" + cardSeries(org), "{'name':'New'}"));
        calls.put("read-card-series", org -> Call.of(series + "/" + cardSeries(org)));
        calls.put("list-card-series", _ -> Call.of(series + "/get/all"));
        calls.put(
                "generate-cards",
                org -> Call.of("/v2/card/generate", "{'count':2,'seriesId':" + cardSeries(org) + "}"));
        calls.put("list-card-generations", org -> Call.of("/v2/card/generation/logs/" + cardSeries(org)));
        calls.put("create-card", org -> {
            cardSeries(org);
            return Call.of("/v2/card", card);
        });
        calls.put(
                "update-card",
                org -> Call.of("/v2/card", "{'cardNumber':'" + card(org) + "','statusLabel':'SUSPENDED'}"));
        calls.put(
                "update-cards",
                org -> Call.of("/v2/card/bulk", "[{'cardNumber':'" + card(org) + "','statusLabel':'SUSPENDED'}]"));
        calls.put("read-card", org -> Call.of("/v2/card?number=" + card(org)));
        calls.put("read-card-log", org -> Call.of("/v2/card/statusLog?number=" + card(org)));
        calls.put(
                "map-card-labels",
                _ -> Call.of(
                        "/v2/genericStatus/card/labelMapping",
                        "{'mapping':{'ACTIVE':[{'label':'In use','default':true}]}}"));
        calls.put("list-card-labels", _ -> Call.of("/v2/genericStatus/card/labels"));
    }

    private static long cardSeries(TestOrganisation org) {
        return org.post("/v2/card/series", "{'code':'CARDS','type':'PHYSICAL','generation':{'length':9}}")
                .at("/entity")
                .asLong();
    }

    private static String card(TestOrganisation org) {
        return org.post("/v2/card/generate", "{'count':1,'seriesId':" + cardSeries(org) + "}")
                .at("/entity/0")
                .asString();
    }

    private static void operate(Map<String, Function<TestOrganisation, Call>> calls) {
        calls.put("list-organisations", _ -> new Call("/admin/v1/orgs", null, true));
        calls.put("read-organisation", org -> new Call("/admin/v1/orgs/" + org.code(), null, true));
        calls.put(
                "apply-organisation",
                org -> new Call("/admin/v1/orgs/" + org.code() + "?dryRun=true&prune=false", "{}", true));
        calls.put("read-audit", org -> new Call("/admin/v1/audit?limit=5&org=" + org.code(), null, true));
        calls.put("read-organisation-schema", _ -> new Call("/admin/v1/schema/org.json", null, true));
        String keys = "/admin/v1/signingKeys";
        calls.put("list-signing-keys", _ -> new Call(keys, null, true));
        calls.put("rotate-signing-keys", _ -> new Call(keys, null, true));
        calls.put(
                "withdraw-signing-key",
                org -> new Call(
                        keys + "/"
                                + org.asOperator("POST", keys, null)
                                        .at("/data/0/id")
                                        .asString(),
                        null,
                        true));
        calls.put("generate-token", org -> Call.of("/v3/oauth/token/generate", client(org)));
        calls.put("check-liveness", _ -> Call.of("/health/live"));
        calls.put("check-readiness", _ -> Call.of("/health/ready"));
        calls.put("read-contract", _ -> Call.of("/openapi.yaml"));
    }

    static Stream<Operation> operations() {
        return CONTRACT.operations().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void isServed(Operation operation) {
        TestOrganisation org = Fleet.create(port);
        assertThat(CALLS).containsKey(operation.id());
        Call call = CALLS.get(operation.id()).apply(org);
        assertThat(CONTRACT.find(operation.method(), call.path().split("\\?")[0]))
                .hasValue(operation);

        assertThat(call.send(operation.method(), org).status()).isIn(200, 202);
    }

    /// Whether the status is documented decides which one it has to be; the client judges the rest of the
    /// answer.
    @ParameterizedTest
    @MethodSource("operations")
    void refusesWhatItSaysItRefuses(Operation operation) {
        TestOrganisation org = Fleet.create(port);
        Call call = CALLS.get(operation.id()).apply(org);
        String method = operation.method();
        String path = call.path();
        String body = call.body();
        Set<Integer> answered = new TreeSet<>();

        answered.add(org.anonymously(method, path, body).status());
        answered.add((call.operator()
                        ? org.with(method, path, body, "Content-Type", call.type())
                        : org.asOperator(method, path, body))
                .status());
        Call hungry = call.operator() ? null : call;
        if (hungry != null) {
            answered.add(org.with(method, path, body, "Content-Type", call.type(), "Accept", "image/png")
                    .status());
        }
        if (body != null && !call.operator()) {
            answered.add(
                    org.with(method, path, body, "Content-Type", "text/plain").status());
            answered.add(org.with(method, path, body, "Content-Type", call.type(), "Content-Encoding", "gzip")
                    .status());
            answered.add(org.with(method, path, " ".repeat(16 * 1024 * 1024) + body, "Content-Type", call.type())
                    .status());
            answered.add(
                    org.with(method, path, "{", "Content-Type", call.type()).status());
        }
        answered.removeAll(Set.of(200, 202));

        Set<Integer> expected = documented(operation);
        expected.retainAll(body == null ? Set.of(401, 403, 406) : Set.of(400, 401, 403, 406, 413, 415));
        if (call.operator()) {
            expected.retainAll(Set.of(401, 403));
        }
        if (CONTRACT.document().at(operation.pointer()).has("security") && !call.operator()) {
            expected.removeAll(Set.of(401, 403)); // open to everybody
        }
        assertThat(answered).isEqualTo(expected);
    }

    private static Set<Integer> documented(Operation operation) {
        return CONTRACT.document().at(operation.pointer() + "/responses").propertyNames().stream()
                .map(Integer::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyHandlerIsDocumentedAndEveryDocumentedOperationHasOne(
            @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        List<String> handled = mapping.getHandlerMethods().entrySet().stream()
                .filter(handler -> !ErrorController.class.isAssignableFrom(
                        handler.getValue().getBeanType()))
                .flatMap(handler -> calls(handler.getKey()))
                .filter(call -> !call.contains(" /console")) // pages for people are no part of the contract
                .toList();

        assertThat(handled)
                .containsExactlyInAnyOrderElementsOf(CONTRACT.operations().stream()
                        .map(operation -> operation.method() + " " + operation.path())
                        .toList());
    }

    private static Stream<String> calls(RequestMappingInfo info) {
        return info.getMethodsCondition().getMethods().stream()
                .flatMap(method -> info.getPatternValues().stream().map(path -> method + " " + path));
    }
}
