package io.guildhall.cli.customer;

import io.guildhall.cli.service.Answer;
import io.guildhall.cli.service.Call;
import io.guildhall.cli.work.People;
import io.guildhall.cli.work.Workplace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads a person with those above and below.
final class Surroundings {
    private static final String EMBED = "mlp,expirySchedules,customerStatus,fleetParentDetails,userGroup,subscriptions";
    private static final int PAGE = 100;
    /// A hierarchy has at most 8 roles; one more shows that it does not end.
    private static final int MOST_ABOVE = 9;

    private final Workplace place;
    private final Map<String, String> where;

    /// @param asOf an earlier instant; null for now
    Surroundings(Workplace place, String source, @Nullable String account, @Nullable String asOf) {
        this.place = place;
        Map<String, String> common = new HashMap<>();
        common.put("source", source);
        if (account != null) {
            common.put("accountId", account);
        }
        if (asOf != null) {
            common.put("asOf", asOf);
        }
        this.where = Map.copyOf(common);
    }

    /// @param total of the children, who may be more than those listed
    record Children(List<JsonNode> people, long total) {
        Children {
            people = List.copyOf(people);
        }
    }

    JsonNode person(Reference reference) throws InterruptedException {
        Call call = switch (reference) {
            case Reference.Id(long id) -> Call.get("/v2/customers/" + id);
            case Reference.Identifier(String type, String value) ->
                Call.get("/v2/customers/lookup/customerDetails")
                        .with(Map.of("identifierName", type, "identifierValue", value));
        };
        Answer answer = place.send(call.with(where).with(Map.of("embed", EMBED)));
        return answer.orRefuse().json();
    }

    /// Those above, the nearest first.
    List<JsonNode> above(JsonNode person) throws InterruptedException {
        List<JsonNode> above = new ArrayList<>();
        Set<Long> seen = new HashSet<>(Set.of(People.id(person)));
        JsonNode parent = person.path("associationDetails").path("parentCustomer");
        while (parent.isObject() && above.size() < MOST_ABOVE) {
            long id = People.id(parent);
            if (id == 0 || !seen.add(id)) {
                break;
            }
            JsonNode details = place.read("/v2/customers/" + id, with(Map.of("embed", "fleetParentDetails")));
            above.add(details);
            parent = details.path("associationDetails").path("parentCustomer");
        }
        return above;
    }

    /// The listing takes no ids, so one of the person's identifiers has to do, in the source that it belongs to.
    Children below(JsonNode person, int most) throws InterruptedException {
        List<JsonNode> children = new ArrayList<>();
        Map<String, String> parent = named(person);
        long total = parent.isEmpty() ? 0 : Long.MAX_VALUE;
        while (children.size() < Math.min(most, total)) {
            JsonNode page = place.read("/v2/customers/bulk", page(parent, most - children.size(), children.size()))
                    .path("entity");
            total = page.path("total").asLong(0);
            if (page.path("customers").isEmpty()) {
                break;
            }
            children.addAll(page.path("customers").values());
        }
        return new Children(children, total);
    }

    private Map<String, String> page(Map<String, String> parent, int most, int offset) {
        Map<String, String> query = with(parent);
        query.putAll(Map.of(
                "associationEntityType", "parentCustomer",
                "includeCustomerAssociateDetail", "true",
                "includeNoOfChildren", "true",
                "sortOrder", "ASC",
                "limit", Integer.toString(Math.min(PAGE, most)),
                "offset", Integer.toString(offset)));
        return query;
    }

    /// Empty where nothing names the person but the id.
    private static Map<String, String> named(JsonNode person) {
        for (JsonNode profile : person.path("profiles")) {
            JsonNode identifier = profile.path("identifiers").path(0);
            if (identifier.isObject()) {
                Map<String, String> named = new HashMap<>(Map.of(
                        "source", People.text(profile, "source"),
                        "associationEntityIdentifierType", People.text(identifier, "type"),
                        "associationEntityIdentifierValue", People.text(identifier, "value")));
                if (!People.text(profile, "accountId").isEmpty()) {
                    named.put("accountId", People.text(profile, "accountId"));
                }
                return named;
            }
        }
        return Map.of();
    }

    private Map<String, String> with(Map<String, String> further) {
        Map<String, String> all = new HashMap<>(where);
        all.putAll(further);
        return all;
    }
}
