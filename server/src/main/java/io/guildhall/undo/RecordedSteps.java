package io.guildhall.undo;

import io.guildhall.association.domain.PlaceState;
import io.guildhall.card.CardImage;
import io.guildhall.card.domain.Card;
import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.RecordedChange;
import io.guildhall.company.domain.CompanyState;
import io.guildhall.customer.domain.PersonState;
import io.guildhall.customer.domain.Subscription;
import io.guildhall.customer.wire.RecordedPeople;
import io.guildhall.loyalty.domain.Enrolment;
import io.guildhall.org.domain.Fields;
import io.guildhall.undo.domain.Step;
import io.guildhall.undo.domain.Steps;
import io.guildhall.undo.domain.Steps.Erased;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the records of a change set as steps back.
final class RecordedSteps {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

    private final Instant at;
    private final List<Step<PersonState>> people = new ArrayList<>();
    private final List<Step<List<Subscription>>> subscriptions = new ArrayList<>();
    private final List<Step<PlaceState>> places = new ArrayList<>();
    private final List<Step<CompanyState>> companies = new ArrayList<>();
    private final List<Step<Card>> cards = new ArrayList<>();
    private final List<Step<Enrolment>> enrolments = new ArrayList<>();
    private final List<Erased> erased = new ArrayList<>();

    private RecordedSteps(Instant at) {
        this.at = at;
    }

    /// @param change has no records of the set-up
    static Steps of(RecordedChange change) {
        RecordedSteps steps = new RecordedSteps(change.set().at());
        change.records().forEach(steps::add);
        return new Steps(
                steps.people,
                steps.subscriptions,
                steps.places,
                steps.companies,
                steps.cards,
                steps.enrolments,
                steps.erased);
    }

    private void add(ChangeRecord record) {
        if (record.erased()) {
            erased.add(new Erased(record.key(), Objects.requireNonNull(record.personId(), "somebody was erased")));
            return;
        }
        switch (record.type()) {
            case CUSTOMER -> people.add(step(record, state -> RecordedPeople.person(record.entityId(), state)));
            case SUBSCRIPTIONS -> subscriptions.add(step(record, RecordedPeople::subscriptions));
            case ASSOCIATION -> places.add(step(record, RecordedSteps::place));
            case COMPANY -> companies.add(step(record, RecordedSteps::company));
            case CARD -> cards.add(step(record, state -> exact(CardImage.read(JSON, state))));
            case ENROLMENT -> enrolments.add(step(record, this::enrolment));
            case GROUP -> {} // they follow
            case HIERARCHY, CARD_SERIES, CARD_LABELS -> throw new IllegalArgumentException(record.toString());
        }
    }

    private static <S> Step<S> step(ChangeRecord record, Function<String, S> reading) {
        return new Step<>(record.key(), read(record.after(), reading), read(record.before(), reading));
    }

    private static <S> @Nullable S read(@Nullable String state, Function<String, S> reading) {
        return state == null ? null : reading.apply(state);
    }

    private static PlaceState place(String state) {
        JsonNode json = JSON.readTree(state);
        return new PlaceState(
                json.path("customerId").asLong(),
                json.path("roleCode").asString(),
                id(json, "parentAssociationId"),
                id(json, "companyId"),
                json.path("defaultChild").asBoolean());
    }

    /// A company that was created by a bulk call has no more members than it needs.
    private static CompanyState company(String state) {
        JsonNode json = JSON.readTree(state);
        JsonNode fields = json.path("extendedFields");
        return new CompanyState(
                json.path("externalId").asString(),
                json.path("name").asString(),
                id(json.path("parentCompany"), "companyId"),
                fields.isEmpty() ? Fields.NONE : new Fields(JSON.convertValue(fields, VALUES)),
                json.path("isActive").asBoolean(true));
    }

    private Enrolment enrolment(String state) {
        JsonNode json = JSON.readTree(state);
        JsonNode tierExpiresAt = json.get("tierExpiresAt");
        JsonNode enrolledAt = json.get("enrolledAt");
        return new Enrolment(
                json.path("customerId").asLong(),
                json.path("programId").asLong(),
                json.path("tierNumber").asInt(),
                tierExpiresAt == null ? null : exact(Instant.parse(tierExpiresAt.asString())),
                enrolledAt == null ? at : exact(Instant.parse(enrolledAt.asString())));
    }

    private static Card exact(Card card) {
        return new Card(
                card.id(),
                card.seriesId(),
                card.number(),
                card.externalId(),
                card.customerId(),
                card.status(),
                card.statusLabel(),
                card.customFields(),
                card.extendedFields(),
                card.mappedTillId(),
                card.issuedAt() == null ? null : exact(card.issuedAt()),
                card.expiresAt() == null ? null : exact(card.expiresAt()),
                exact(card.createdAt()));
    }

    /// As the database rounds it.
    private static Instant exact(Instant instant) {
        return instant.plusNanos(500).truncatedTo(ChronoUnit.MICROS);
    }

    private static @Nullable Long id(JsonNode json, String member) {
        JsonNode id = json.get(member);
        return id == null || id.isNull() ? null : id.asLong();
    }
}
