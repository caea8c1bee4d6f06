package io.guildhall.org.domain;

import io.guildhall.org.domain.FieldDefinition.Entity;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything about an organisation that requests read again and again, as of one version of its set-up.
///
/// @param version grows with every change of set-up; equal versions mean equal set-ups
/// @param sources by upper-case name
/// @param customFields by name
/// @param erasureKey the wrapped key of hashes of erased identifiers, in hexadecimal digits; null until somebody is
/// erased
public record OrganisationSetup(
        long orgId,
        String code,
        long version,
        String baseCountry,
        ZoneId timeZone,
        String currency,
        String language,
        Settings settings,
        Map<String, Source> sources,
        Map<String, FieldDefinition> customFields,
        Map<Entity, Map<String, FieldDefinition>> extendedFields,
        List<Till> tills,
        List<Program> programs,
        List<CardSeries> cardSeries,
        StatusLabels cardLabels,
        StatusLabels customerLabels,
        @Nullable String erasureKey) {

    public OrganisationSetup {
        sources = Map.copyOf(sources);
        customFields = Map.copyOf(customFields);
        extendedFields = Map.copyOf(extendedFields);
        tills = List.copyOf(tills);
        programs = List.copyOf(programs);
        cardSeries = List.copyOf(cardSeries);
    }

    public Map<String, FieldDefinition> extendedFields(Entity entity) {
        return extendedFields.getOrDefault(entity, Map.of());
    }

    /// The till of this code if it may be used for attribution.
    public @Nullable Till activeTill(String code) {
        return tills.stream()
                .filter(till -> till.active() && till.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    public @Nullable Program program(long id) {
        return programs.stream()
                .filter(program -> program.id() == id)
                .findFirst()
                .orElse(null);
    }

    public @Nullable CardSeries series(String seriesCode) {
        return cardSeries.stream()
                .filter(series -> series.code().equals(seriesCode))
                .findFirst()
                .orElse(null);
    }

    public @Nullable CardSeries series(long id) {
        return cardSeries.stream()
                .filter(series -> series.id() == id)
                .findFirst()
                .orElse(null);
    }

    /// The series that every new loyalty customer gets a card of, or null.
    public @Nullable CardSeries registrationSeries() {
        return cardSeries.stream()
                .filter(series -> series.trigger() == CardSeries.Trigger.REGISTRATION)
                .findFirst()
                .orElse(null);
    }
}
