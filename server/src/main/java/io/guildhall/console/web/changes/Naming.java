package io.guildhall.console.web.changes;

import io.guildhall.association.RecordNames.Asked;
import io.guildhall.association.RecordNames.Known;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.EntityKey;
import io.guildhall.company.domain.Company;
import io.guildhall.console.web.Dates;
import io.guildhall.console.web.changes.StateComparison.Line;
import io.guildhall.console.web.people.Names;
import io.guildhall.customer.domain.Customer;
import io.guildhall.org.domain.Program;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls people, companies and programmes by their names where records have their ids.
final class Naming {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> PEOPLE = Set.of("customerId", "ownerId", "mergedInto", "mergedFrom");
    private static final Set<String> COMPANIES = Set.of("companyId", "parentCompany");
    /// What stands below these has names of the organisation's own.
    private static final Set<String> FIELDS = Set.of("fields", "extendedFields", "customFields", "attributes");

    private static final String MEMBERSHIP = "parentAssociationId";
    private static final String PROGRAMME = "programId";

    private final Known known;

    Naming(Known known) {
        this.known = known;
    }

    static @Nullable JsonNode read(@Nullable String state) {
        return state == null ? null : JSON.readTree(state);
    }

    /// Whose names these records need.
    static Asked asked(Collection<ChangeRecord> records) {
        Set<Long> people = new HashSet<>();
        Set<Long> companies = new HashSet<>();
        Set<Long> memberships = new HashSet<>();
        for (ChangeRecord record : records) {
            switch (record.type()) {
                case CUSTOMER, SUBSCRIPTIONS -> people.add(record.entityId());
                case COMPANY -> companies.add(record.entityId());
                case ASSOCIATION -> memberships.add(record.entityId());
                case HIERARCHY, CARD, CARD_SERIES, CARD_LABELS, ENROLMENT, GROUP -> {}
            }
            Stream.of(read(record.before()), read(record.after())).forEach(state -> {
                if (state != null) {
                    people.addAll(numbers(state, PEOPLE));
                    companies.addAll(numbers(state, COMPANIES));
                    memberships.addAll(numbers(state, Set.of(MEMBERSHIP)));
                }
            });
        }
        return new Asked(people, companies, memberships);
    }

    /// Numbers of members so named, at any depth; of an object so named, its `companyId` is one.
    private static List<Long> numbers(JsonNode state, Set<String> members) {
        return members.stream()
                .flatMap(member -> state.findValues(member).stream())
                .filter(JsonNode::isNumber)
                .map(JsonNode::asLong)
                .toList();
    }

    Value person(long id) {
        Customer person = known.people().get(id);
        return person == null ? Value.plain("#" + id) : person(person);
    }

    private static Value person(Customer person) {
        String name = Names.of(person);
        return Value.link(name.isEmpty() ? "#" + person.id() : name, "/console/people/" + person.id());
    }

    Value company(long id) {
        Company company = known.companies().get(id);
        return company == null
                ? Value.plain("#" + id)
                : Value.link(company.name(), "/console/companies/" + company.id());
    }

    /// Who has or had a membership.
    @Nullable
    Value holder(long membership) {
        Long holder = known.holders().get(membership);
        return holder == null ? null : person(holder);
    }

    /// What a record is about, as far as its id tells.
    Value subject(EntityKey key) {
        return switch (key.type()) {
            case CUSTOMER, SUBSCRIPTIONS -> person(key.id());
            case COMPANY -> company(key.id());
            case ASSOCIATION -> {
                Value holder = holder(key.id());
                yield holder == null ? Value.plain("#" + key.id()) : holder;
            }
            case HIERARCHY, CARD, CARD_SERIES, CARD_LABELS, ENROLMENT, GROUP -> Value.plain("#" + key.id());
        };
    }

    /// One side of a line; null where there is nothing on it.
    @Nullable
    Value value(Line line, @Nullable JsonNode leaf) {
        if (leaf == null) {
            return null;
        }
        String member = line.path().stream().anyMatch(FIELDS::contains) ? "" : line.member();
        if (leaf.isNumber()) {
            return number(line, member, leaf);
        }
        if (leaf.isBoolean()) {
            return Value.word(leaf.booleanValue() ? "changes.yes" : "changes.no");
        }
        Instant instant = leaf.isString() ? instant(member, leaf.stringValue()) : null;
        return Value.plain(
                instant == null
                        ? StateComparison.text(leaf)
                        : Dates.shown(instant, known.setup().timeZone()));
    }

    private @Nullable Value number(Line line, String member, JsonNode leaf) {
        boolean isMember = line.path().size() > 1
                && line.path().get(line.path().size() - 2).equals("members");
        if (PEOPLE.contains(member) || isMember) {
            return leaf.asLong() == 0 ? null : person(leaf.asLong()); // a free card belongs to 0
        }
        if (COMPANIES.contains(member)) {
            return company(leaf.asLong());
        }
        if (member.equals(MEMBERSHIP)) {
            Value holder = holder(leaf.asLong());
            return holder == null ? Value.plain("#" + leaf.asLong()) : holder;
        }
        Program program = member.equals(PROGRAMME) ? known.setup().program(leaf.asLong()) : null;
        return Value.plain(program == null ? leaf.asString() : program.name());
    }

    private static @Nullable Instant instant(String member, String text) {
        if (!member.endsWith("At") && !member.endsWith("Date")) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException none) {
            return null;
        }
    }
}
