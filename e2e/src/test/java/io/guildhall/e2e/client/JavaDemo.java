package io.guildhall.e2e.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guildhall.client.ApiClient;
import io.guildhall.client.ApiException;
import io.guildhall.client.ApiResponse;
import io.guildhall.client.api.AccessApi;
import io.guildhall.client.api.AssociationsApi;
import io.guildhall.client.api.AssociationsApi.APIAssociateCustomerRequest;
import io.guildhall.client.api.AssociationsApi.APIReadAssociationsRequest;
import io.guildhall.client.api.AssociationsApi.APIUpdateAssociationDetailsOfCustomersRequest;
import io.guildhall.client.api.ChangesApi;
import io.guildhall.client.api.ChangesApi.APIReadChangeRequest;
import io.guildhall.client.api.CompaniesApi;
import io.guildhall.client.api.CompaniesApi.APICreateCompanyRequest;
import io.guildhall.client.api.CustomersApi;
import io.guildhall.client.api.CustomersApi.APILookUpCustomerDetailsRequest;
import io.guildhall.client.api.CustomersApi.APILookUpCustomerRequest;
import io.guildhall.client.api.CustomersApi.APIReadAssociationHistoryRequest;
import io.guildhall.client.api.CustomersApi.APIReadCustomerRequest;
import io.guildhall.client.api.OrganisationsApi;
import io.guildhall.client.api.OrganisationsApi.APIApplyOrganisationRequest;
import io.guildhall.client.model.ChangeSet;
import io.guildhall.client.model.CompanyDraft;
import io.guildhall.client.model.CustomerDetails;
import io.guildhall.client.model.CustomerItem;
import io.guildhall.client.model.GenerateTokenRequest;
import io.guildhall.client.model.OrganisationDocument;
import io.guildhall.client.model.Refusal;
import io.guildhall.client.model.Spell;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Sends the demo's requests with the generated client for Java.
final class JavaDemo {
    private static final String SOURCE = "INSTORE";

    private final ObjectMapper models = ApiClient.createDefaultObjectMapper();
    private final URI address;

    JavaDemo(URI address) {
        this.address = address;
    }

    /// @return in the shape that [Expectations#check] takes
    JsonNode run() throws ApiException, IOException {
        setUp();
        ObjectNode seen = Demo.JSON.createObjectNode();
        ObjectNode cases = seen.putObject("cases");
        for (String name : Demo.cases()) {
            cases.set(name, sendOrBeRefused(Demo.request(name)));
        }
        String move = cases.path(Demo.MOVE).path("headers").path("x-change-id").stringValue();
        seen.set("driver", driver(UUID.fromString(move)));
        return seen;
    }

    private ApiClient as(String login) {
        Demo.Login found = Demo.logins().get(login);
        String pair = found.user() + ":" + found.secret();
        return with("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    private ApiClient with(String authorization) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(address.toString());
        client.setRequestInterceptor(request -> request.header("Authorization", authorization));
        return client;
    }

    private void setUp() throws ApiException, IOException {
        OrganisationDocument document = models.readValue(Demo.organisation().toString(), OrganisationDocument.class);
        new OrganisationsApi(as("OPERATOR"))
                .applyOrganisation(APIApplyOrganisationRequest.newBuilder()
                        .code("norland")
                        .organisationDocument(document)
                        .build());
        for (JsonNode company : Demo.companies()) {
            new CompaniesApi(as("DESK"))
                    .createCompany(APICreateCompanyRequest.newBuilder()
                            .companyDraft(models.readValue(company.toString(), CompanyDraft.class))
                            .build());
        }
    }

    private ObjectNode sendOrBeRefused(JsonNode request) throws ApiException, IOException {
        try {
            return send(request);
        } catch (ApiException refused) {
            Refusal refusal = models.readValue(refused.getResponseBody(), Refusal.class);
            ObjectNode seen = Demo.JSON.createObjectNode().put("status", refused.getCode());
            Seen.problems(seen, refusal.getErrors(), refusal.getWarnings());
            return seen;
        }
    }

    private ObjectNode send(JsonNode request) throws ApiException, IOException {
        JsonNode query = request.path("query");
        String source = query.path("source").stringValue();
        Boolean dryRun = query.has("dryRun") ? true : null;
        AssociationsApi associations = new AssociationsApi(as(request.path("as").stringValue()));
        String operation = request.path("method").stringValue() + " "
                + request.path("path").stringValue();
        return switch (operation) {
            case "POST /v2/customers/bulk" -> {
                var response = associations.associateCustomerWithHttpInfo(APIAssociateCustomerRequest.newBuilder()
                        .customerItem(items(request))
                        .source(source)
                        .dryRun(dryRun)
                        .idempotencyKey(
                                request.path("headers").path("Idempotency-Key").stringValue(null))
                        .build());
                yield seen(response, Seen.associated(response.getData()));
            }
            case "PUT /v2/customers/bulk" -> {
                var response = associations.updateAssociationDetailsOfCustomersWithHttpInfo(
                        APIUpdateAssociationDetailsOfCustomersRequest.newBuilder()
                                .customerItem(items(request))
                                .source(source)
                                .dryRun(dryRun)
                                .build());
                yield seen(response, Seen.updated(response.getData()));
            }
            case "GET /v2/customers/bulk" -> {
                var response = associations.readAssociationsWithHttpInfo(APIReadAssociationsRequest.newBuilder()
                        .source(source)
                        .associationEntityType(
                                query.path("associationEntityType").stringValue())
                        .associationEntityIdentifierType(
                                query.path("associationEntityIdentifierType").stringValue())
                        .associationEntityIdentifierValue(
                                query.path("associationEntityIdentifierValue").stringValue())
                        .sortOrder(query.path("sortOrder").stringValue())
                        .includeCustomerAssociateDetail(true)
                        .build());
                yield seen(response, Seen.listed(response.getData().getEntity().getCustomers()));
            }
            case "GET /v2/customers/lookup" -> {
                var response = new CustomersApi(as(request.path("as").stringValue()))
                        .lookUpCustomerWithHttpInfo(lookUp(
                                source,
                                query.path("identifierName").stringValue(),
                                query.path("identifierValue").stringValue()));
                yield seen(response, List.of());
            }
            case "GET /v2/customers/lookup/customerDetails" -> {
                var response = new CustomersApi(as(request.path("as").stringValue()))
                        .lookUpCustomerDetailsWithHttpInfo(APILookUpCustomerDetailsRequest.newBuilder()
                                .source(source)
                                .identifierName(query.path("identifierName").stringValue())
                                .identifierValue(query.path("identifierValue").stringValue())
                                .embed(query.path("embed").stringValue())
                                .build());
                yield seen(response, List.of(Seen.details(response.getData())));
            }
            default -> throw new AssertionError("No operation for " + operation);
        };
    }

    private static APILookUpCustomerRequest lookUp(String source, String name, String value) {
        return APILookUpCustomerRequest.newBuilder()
                .source(source)
                .identifierName(name)
                .identifierValue(value)
                .build();
    }

    private List<CustomerItem> items(JsonNode request) throws IOException {
        return models.readValue(request.path("body").toString(), new TypeReference<>() {});
    }

    private static ObjectNode seen(ApiResponse<?> response, List<ObjectNode> people) {
        ObjectNode seen = Demo.JSON.createObjectNode().put("status", response.getStatusCode());
        ObjectNode headers = seen.putObject("headers");
        for (Map.Entry<String, List<String>> header : response.getHeaders().entrySet()) {
            headers.put(header.getKey(), header.getValue().getFirst());
        }
        people.forEach(seen.putArray("people")::add);
        return seen;
    }

    /// The driver of the demo, by every call that reads one person.
    private ObjectNode driver(UUID change) throws ApiException {
        String token = new AccessApi(as("DESK"))
                .generateToken(
                        new GenerateTokenRequest().key(Demo.CLIENT.user()).secret(Demo.CLIENT.secret()))
                .getData()
                .getAccessToken();
        ApiClient byToken = with("Bearer " + token);
        CustomersApi customers = new CustomersApi(byToken);
        long id = customers
                .lookUpCustomer(lookUp(SOURCE, "externalId", "BRK-DRV-311"))
                .getEntity();
        CustomerDetails details = customers.readCustomer(
                APIReadCustomerRequest.newBuilder().id(id).source(SOURCE).build());
        ChangeSet moved = new ChangesApi(byToken)
                .readChange(APIReadChangeRequest.newBuilder().id(change).build());
        ObjectNode driver = Demo.JSON
                .createObjectNode()
                .put("id", id)
                .put("lastName", details.getProfiles().getFirst().getLastName())
                .put("language", (String) details.getExtendedFields().get("preferred_language"))
                .put(
                        "registeredBy",
                        details.getProfiles()
                                .getFirst()
                                .getAttribution()
                                .getCreatedBy()
                                .getCode())
                .put("at", moved.getAt().toString());
        var history = customers.readAssociationHistory(
                APIReadAssociationHistoryRequest.newBuilder().id(id).build());
        for (Spell spell : history.getData()) {
            driver.withArray("spells")
                    .addObject()
                    .put("parent", spell.getParentCustomer().getId())
                    .put("company", spell.getFleetCompany().getExternalId())
                    .put("open", spell.getTo() == null)
                    .put("ofMove", spell.getChangeId().equals(change));
        }
        moved.getRecords().stream()
                .map(record -> record.getType() + " " + record.getAction())
                .sorted()
                .forEach(driver.withArray("records")::add);
        return driver;
    }
}
