package io.guildhall.association.web;

import static io.guildhall.error.ErrorCode.COMPANY_UNKNOWN;
import static io.guildhall.error.ErrorCode.IDENTIFIERS_MISSING;
import static io.guildhall.error.ErrorCode.IDENTIFIER_NAME_MISSING;
import static io.guildhall.error.ErrorCode.IDENTIFIER_TYPE_INVALID;
import static io.guildhall.error.ErrorCode.IDENTIFIER_VALUE_MISSING;
import static io.guildhall.error.ErrorCode.SOURCE_MISSING;

import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.association.LinkDirectory;
import io.guildhall.association.LinkDirectory.CompanyKey;
import io.guildhall.association.LinkDirectory.Listing;
import io.guildhall.association.LinkDirectory.Request;
import io.guildhall.association.LinkDirectory.Subject;
import io.guildhall.association.store.LinkReads.SortBy;
import io.guildhall.customer.wire.IdentifierQuery;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.wire.Page;
import io.guildhall.wire.QueryParameters;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// `GET /v2/customers/bulk`: the children of a person, a person with parent and children, or the people of a company
/// (`spec/associate.md` §9, `decisions.md` 22 and 23).
@RestController
class BulkReadController {
    private static final String TYPE = "associationEntityType";
    private static final String IDENTIFIER_TYPE = "associationEntityIdentifierType";
    private static final String IDENTIFIER_VALUE = "associationEntityIdentifierValue";

    private final LinkDirectory directory;
    private final Clock clock;
    private final JsonMapper json;

    BulkReadController(LinkDirectory directory, Clock clock, JsonMapper json) {
        this.directory = directory;
        this.clock = clock;
        this.json = json;
    }

    @Reads
    @GetMapping({"/v2/customers/bulk", "/v2/bulk"})
    void read(
            @AuthenticationPrincipal Caller caller,
            @RequestParam Map<String, String> query,
            HttpServletResponse response)
            throws IOException {
        boolean withDetails = flag(query, "includeCustomerAssociateDetail");
        boolean withCounts = flag(query, "includeNoOfChildren");
        Listing listing = directory.list(caller.orgId(), setup -> request(setup, query));
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        try (JsonGenerator generator = json.createGenerator(response.getOutputStream())) {
            new ListingWriter(generator, listing, withDetails, withCounts).write();
        }
    }

    private Request request(OrganisationSetup setup, Map<String, String> query) {
        String type = QueryParameters.text(TYPE, query.get(TYPE));
        Subject subject = switch (type) {
            case null -> throw QueryParameters.refused(TYPE);
            case "parentCustomer" -> new Subject.Person(person(setup, query), false);
            case "parentChildCustomer" -> new Subject.Person(person(setup, query), true);
            case "company" -> {
                IdentifierQuery.profile(setup, query.get("source"), query.get("accountId"), SOURCE_MISSING);
                yield new Subject.Company(company(query), flag(query, "includeSubCompanies"));
            }
            default -> throw QueryParameters.refused(TYPE);
        };
        Instant now = clock.instant();
        return new Request(
                subject,
                Page.of(query.get("limit"), query.get("offset"), query.get("cursor")),
                SortBy.named(QueryParameters.text("sortBy", query.get("sortBy")))
                        .orElseThrow(() -> QueryParameters.refused("sortBy")),
                QueryParameters.oneOf("sortOrder", query.get("sortOrder"), Page.SortOrder.DESC),
                QueryParameters.notAhead("asOf", query.get("asOf"), now),
                QueryParameters.text("asOf", query.get("asOf")) == null);
    }

    private static IdentifierQuery person(OrganisationSetup setup, Map<String, String> query) {
        return IdentifierQuery.of(
                setup,
                IdentifierQuery.profile(setup, query.get("source"), query.get("accountId"), SOURCE_MISSING),
                query.get(IDENTIFIER_TYPE),
                query.get(IDENTIFIER_VALUE));
    }

    private static CompanyKey company(Map<String, String> query) {
        String type = QueryParameters.text(IDENTIFIER_TYPE, query.get(IDENTIFIER_TYPE));
        String value = QueryParameters.text(IDENTIFIER_VALUE, query.get(IDENTIFIER_VALUE));
        if (type == null || value == null) {
            throw RequestRefused.because(
                    type != null
                            ? IDENTIFIER_VALUE_MISSING
                            : value == null ? IDENTIFIERS_MISSING : IDENTIFIER_NAME_MISSING);
        }
        return switch (type) {
            case "externalId" -> new CompanyKey(value, null);
            case "id" -> {
                Long id = QueryParameters.id(value);
                if (id == null) {
                    throw RequestRefused.because(COMPANY_UNKNOWN, value);
                }
                yield new CompanyKey(null, id);
            }
            default -> throw RequestRefused.because(IDENTIFIER_TYPE_INVALID, type);
        };
    }

    private static boolean flag(Map<String, String> query, String name) {
        return QueryParameters.flag(name, query.get(name), false);
    }
}
