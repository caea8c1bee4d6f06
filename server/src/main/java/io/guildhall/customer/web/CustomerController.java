package io.guildhall.customer.web;

import static io.guildhall.error.ErrorCode.NO_SUCH_CUSTOMER;
import static io.guildhall.error.ErrorCode.SOURCE_MISSING;
import static io.guildhall.error.ErrorCode.SOURCE_PARAMETER_MISSING;

import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.customer.domain.Attribution;
import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.Match;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.customer.store.Customers;
import io.guildhall.customer.wire.IdentifierQuery;
import io.guildhall.customer.wire.PersonWriter;
import io.guildhall.error.ProblemBody;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.wire.QueryParameters;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// Looking at single people (`spec/domain.md` §5).
@RestController
class CustomerController {
    private final TenantTransactions transactions;
    private final Setups setups;
    private final Customers customers;
    private final JsonMapper json;

    CustomerController(TenantTransactions transactions, Setups setups, Customers customers, JsonMapper json) {
        this.transactions = transactions;
        this.setups = setups;
        this.customers = customers;
        this.json = json;
    }

    /// @param entity the person's id
    record Found(long entity, List<ProblemBody> warnings) {}

    @Reads
    @GetMapping("/v2/customers/lookup")
    Found lookup(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String accountId,
            @RequestParam(required = false) @Nullable String identifierName,
            @RequestParam(required = false) @Nullable String identifierValue) {
        return transactions.read(caller.orgId(), () -> {
            OrganisationSetup setup = setups.current(caller.orgId());
            ProfileKey profile = IdentifierQuery.profile(setup, source, accountId, SOURCE_MISSING);
            IdentifierQuery query = IdentifierQuery.of(setup, profile, identifierName, identifierValue);
            List<Match> matches =
                    customers.matches(caller.orgId(), List.of(query.key())).getOrDefault(query.key(), List.of());
            return new Found(query.onlyOne(matches), List.of());
        });
    }

    private record Details(OrganisationSetup setup, Customer customer) {}

    @Reads
    @GetMapping("/v2/customers/{id}")
    void details(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String accountId,
            HttpServletResponse response)
            throws IOException {
        Long customerId = QueryParameters.id(id);
        if (customerId == null) {
            throw RequestRefused.because(NO_SUCH_CUSTOMER); // what is no number names nobody (decisions.md 39)
        }
        Details details = transactions.read(caller.orgId(), () -> {
            OrganisationSetup setup = setups.current(caller.orgId());
            ProfileKey profile = IdentifierQuery.profile(setup, source, accountId, SOURCE_PARAMETER_MISSING);
            Map<Long, Customer> found = customers.findAll(caller.orgId(), List.of(customerId));
            Customer customer = found.get(customerId);
            if (customer == null || !profile.equals(ProfileKey.ANY) && customer.profile(profile) == null) {
                throw RequestRefused.because(NO_SUCH_CUSTOMER);
            }
            return new Details(setup, customer);
        });
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        try (JsonGenerator generator = json.createGenerator(response.getOutputStream())) {
            write(generator, new PersonWriter(details.setup()), details.customer());
        }
    }

    private static void write(JsonGenerator json, PersonWriter people, Customer customer) {
        json.writeStartObject();
        json.writeNumberProperty("id", customer.id());
        json.writeName("profiles");
        people.profiles(json, customer, List.of(), true);
        json.writeName("loyaltyInfo");
        json.writeStartObject();
        json.writeStringProperty("loyaltyType", PersonWriter.loyaltyType(customer.loyalty()));
        Attribution attribution = customer.profiles().getFirst().attribution();
        json.writeName("attributionV2");
        json.writeStartObject();
        people.attributionMembers(json, attribution, true);
        json.writeStringProperty(
                "createdFromSource", customer.profiles().getFirst().key().source());
        json.writeEndObject();
        json.writeEndObject();
        json.writeName("segments");
        json.writeStartObject();
        json.writeEndObject();
        json.writeStringProperty("associatedWith", people.tillCode(attribution.createdBy()));
        json.writeName("extendedFields");
        PersonWriter.fields(json, customer.extendedFields());
        json.writeName("warnings");
        json.writeStartArray();
        json.writeEndArray();
        json.writeEndObject();
    }
}
