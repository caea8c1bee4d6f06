package io.guildhall.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The examples of the contract tell one story, and the service plays it as it is written there.
@RunningService
class DocumentedExamplesTest {
    private static final Set<String> IDS = Set.of("id", "userId", "companyId", "hierarchyId", "parentRoleId", "entity");
    private static final Set<String> DATES = Set.of("createDate", "modifiedDate", "autoUpdateTime", "createdDate");
    private static final String TILL = "arden.desk1:a-long-and-random-secret";
    private static final String BULK = "/v2/customers/bulk";
    private static final String CHILDREN = BULK + "?source=INSTORE&associationEntityType=parentCustomer"
            + "&associationEntityIdentifierType=mobile&associationEntityIdentifierValue=447700900205"
            + "&includeCustomerAssociateDetail=true&includeNoOfChildren=true";

    private final SoftAssertions answers = new SoftAssertions();

    @LocalServerPort
    private int port;

    @Test
    void areWhatTheServiceSays() {
        send("PUT", "/admin/v1/orgs/arden", "OrganisationDocument", TestOrganisation.OPERATOR);
        send("POST", "/v2/fleetHierarchy", "Hierarchy", TILL);
        send("POST", BULK, "NewCompany", TILL);
        assertAnswer("CompanyAnswer", send("POST", "/v2/companies", "CompanyDraft", TILL));
        send("POST", BULK, "ParentWithChildren", TILL);
        JsonNode oriel = send("POST", BULK, "DriverUnderParent", TILL);
        assertAnswer("DriverUnderParentAnswer", oriel);
        assertAnswer("WrongRoleAnswer", send("POST", BULK, "WrongRole", TILL));
        assertAnswer("MoveAnswer", send("PUT", "/v2/bulk", "Move", TILL));
        assertAnswer("Listing", send("GET", CHILDREN, null, TILL));
        String details = "/v2/customers/" + oriel.at("/0/entity/id") + "?source=INSTORE";
        assertAnswer("CustomerDetails", send("GET", details, null, TILL));
        answers.assertAll();
    }

    private static JsonNode example(String name) {
        return OpenApiContract.shared().document().at("/components/examples/" + name + "/value");
    }

    private JsonNode send(String method, String path, String example, String credentials) {
        String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json");
        var answer = ContractHttp.send(
                request, method, example == null ? null : example(example).toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private void assertAnswer(String example, JsonNode answer) {
        answers.assertThat(comparable(answer))
                .as("%s is really %s", example, answer)
                .isEqualTo(comparable(example(example)));
    }

    private static JsonNode comparable(JsonNode node) {
        JsonNode copy = node.deepCopy();
        blank(copy);
        return copy;
    }

    private static void blank(JsonNode node) {
        switch (node) {
            case ObjectNode object ->
                object.propertyNames().forEach(name -> {
                    if (IDS.contains(name) && object.path(name).isNumber()) {
                        object.put(name, 1);
                    } else if (DATES.contains(name)) {
                        object.put(name, "a date");
                    } else {
                        blank(object.path(name));
                    }
                });
            case ArrayNode array -> array.forEach(DocumentedExamplesTest::blank);
            default -> {}
        }
    }
}
