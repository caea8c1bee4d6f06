package io.guildhall.cli.tree;

import static io.guildhall.cli.work.People.text;

import io.guildhall.cli.company.Companies;
import io.guildhall.cli.tree.CompanyTree.Standing;
import io.guildhall.cli.work.People;
import io.guildhall.cli.work.Workplace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads a tree with the listing of a company's people, a page at a time, and no more people than allowed.
final class TreeReader {
    private static final int PAGE = 100;
    /// The service lists all companies or none; more are not looked through for those below one.
    private static final int MOST_COMPANIES = 20_000;

    private final Workplace place;
    private final Map<String, String> where;
    private int allowed;
    private boolean companiesCut;

    /// @param most people altogether
    TreeReader(Workplace place, String source, @Nullable String asOf, int most) {
        this.place = place;
        this.where = asOf == null ? Map.of("source", source) : Map.of("source", source, "asOf", asOf);
        this.allowed = most;
    }

    /// Whether there were more companies than are looked through, so that some below may be missing.
    boolean companiesCut() {
        return companiesCut;
    }

    /// @param name the company's key, or `id:NUMBER`
    CompanyTree read(String name) throws InterruptedException {
        JsonNode company = Companies.one(place, name);
        Companies.Found all = Companies.list(place, false, MOST_COMPANIES);
        companiesCut = all.total() > all.companies().size();
        Map<Long, List<JsonNode>> byParent = new HashMap<>();
        for (JsonNode candidate : all.companies()) {
            long parent = candidate.path("parentCompany").path("companyId").asLong(0);
            if (parent != 0) {
                byParent.computeIfAbsent(parent, _ -> new ArrayList<>()).add(candidate);
            }
        }
        return tree(company, byParent);
    }

    private CompanyTree tree(JsonNode company, Map<Long, List<JsonNode>> byParent) throws InterruptedException {
        List<JsonNode> people = new ArrayList<>();
        long total = people(text(company, "companyId"), people);
        List<CompanyTree> parts = new ArrayList<>();
        for (JsonNode part : byParent.getOrDefault(company.path("companyId").asLong(0), List.of())) {
            parts.add(tree(part, byParent));
        }
        return new CompanyTree(company, parts, standing(people), total - people.size());
    }

    /// How many people the company has, of whom those that may still be shown are added to `people`.
    private long people(String companyId, List<JsonNode> people) throws InterruptedException {
        long total = 0;
        do {
            JsonNode page = place.read("/v2/customers/bulk", query(companyId, people.size()))
                    .path("entity");
            total = page.path("total").asLong(0);
            List<JsonNode> customers = List.copyOf(page.path("customers").values());
            if (customers.isEmpty()) {
                break;
            }
            List<JsonNode> taken = customers.subList(0, Math.min(allowed, customers.size()));
            people.addAll(taken);
            allowed -= taken.size();
        } while (allowed > 0 && people.size() < total);
        return total;
    }

    private Map<String, String> query(String companyId, int offset) {
        Map<String, String> query = new HashMap<>(where);
        query.putAll(Map.of(
                "associationEntityType", "company",
                "associationEntityIdentifierType", "id",
                "associationEntityIdentifierValue", companyId,
                "includeCustomerAssociateDetail", "true",
                "sortOrder", "ASC",
                "limit", Integer.toString(Math.clamp(allowed, 1, PAGE)),
                "offset", Integer.toString(offset)));
        return query;
    }

    /// The people of one company under one another; whoever stands under somebody else is at the top here.
    static List<Standing> standing(List<JsonNode> people) {
        Map<Long, JsonNode> byId = new LinkedHashMap<>();
        people.forEach(person -> byId.put(People.id(person), person));
        Map<Long, List<JsonNode>> byParent = new HashMap<>();
        List<JsonNode> tops = new ArrayList<>();
        for (JsonNode person : byId.values()) {
            long parent = People.id(person.path("parentCustomer"));
            if (byId.containsKey(parent)) {
                byParent.computeIfAbsent(parent, _ -> new ArrayList<>()).add(person);
            } else {
                tops.add(person);
            }
        }
        return tops.stream().map(top -> standing(top, byParent, false)).toList();
    }

    private static Standing standing(JsonNode person, Map<Long, List<JsonNode>> byParent, boolean parentShown) {
        JsonNode parent = person.path("parentCustomer");
        return new Standing(
                People.id(person),
                People.name(person),
                text(person, "roleCode"),
                parentShown || !parent.isObject() ? "" : "%s (%d)".formatted(People.name(parent), People.id(parent)),
                byParent.getOrDefault(People.id(person), List.of()).stream()
                        .map(child -> standing(child, byParent, true))
                        .toList());
    }
}
