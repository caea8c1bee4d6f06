package io.guildhall.card.domain;

import io.guildhall.customer.domain.CardWish;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.CardSeries.Expiry;
import io.guildhall.org.domain.CardSeries.Method;
import io.guildhall.org.domain.CardSeries.NumberFormat;
import io.guildhall.org.domain.CardSeries.Trigger;
import io.guildhall.org.domain.CardSeries.Type;
import io.guildhall.org.domain.Fields;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.Settings;
import io.guildhall.org.domain.StatusLabels;
import io.guildhall.org.domain.StatusLabels.Label;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/// Series, labels and cards of one made-up organisation.
final class CardWorld {
    static final Instant NOW = Instant.parse("2031-03-04T09:15:27Z");
    static final Pointer AT = Pointer.ROOT.child(0);

    static final CardSeries FUEL = series(1, "FUEL", false, Trigger.SERIES_ID, 0, "FP");
    static final CardSeries EXTERNAL = series(2, "EXT", true, Trigger.SERIES_ID, 0, null);
    static final CardSeries WELCOME = series(3, "WELCOME", false, Trigger.REGISTRATION, 0, "W");
    static final CardSeries SILENT = series(4, "SILENT", false, Trigger.SERIES_ID, 0, null);
    static final CardSeries CAPPED = series(5, "CAPPED", true, Trigger.SERIES_ID, 1, null);

    private static final StatusLabels LABELS = new StatusLabels(Map.of(
            "ACTIVE", List.of(new Label("In use", true), new Label("Fine", false)),
            "SUSPENDED", List.of(new Label("On hold", true))));

    private CardWorld() {}

    private static CardSeries series(long id, String code, boolean external, Trigger trigger, int most, String prefix) {
        NumberFormat format = prefix == null ? null : new NumberFormat(Method.DEFAULT, prefix, "", 8, 1);
        return new CardSeries(id, code, code, Type.PHYSICAL, true, external, trigger, most, Expiry.NONE, format);
    }

    /// @param maxCards of the organisation, per person
    static OrganisationSetup setup(int maxCards, CardSeries... series) {
        Settings defaults = Settings.DEFAULTS;
        Settings settings = new Settings(
                defaults.primaryIdentifier(),
                defaults.autoMerge(),
                defaults.rejectEmptyExtendedFields(),
                defaults.maxBatchItems(),
                defaults.maxBatchPeople(),
                maxCards,
                defaults.keepGroupWhenPrimaryLeaves(),
                defaults.erasedMayReturn(),
                defaults.requestsPerMinute(),
                defaults.tillRequestsPerMinute());
        return new OrganisationSetup(
                1,
                "norland",
                1,
                "GB",
                ZoneId.of("Europe/London"),
                "GBP",
                "en",
                settings,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(series),
                LABELS,
                StatusLabels.NONE,
                null);
    }

    static OrganisationSetup setup() {
        return setup(0, FUEL, EXTERNAL, SILENT, CAPPED);
    }

    static Card card(CardSeries series, String number, Long holder, CardStatus status) {
        return card(series, number, holder, status, null);
    }

    static Card card(CardSeries series, String number, Long holder, CardStatus status, String externalId) {
        return new Card(
                number.hashCode(),
                series.id(),
                number,
                externalId,
                holder,
                status,
                status.name(),
                Fields.NONE,
                Fields.NONE,
                null,
                holder == null ? null : NOW,
                null,
                NOW);
    }

    static CardWish of(String seriesCode, String number) {
        return wish(null, seriesCode, number, null, null);
    }

    static CardWish wish(Long seriesId, String seriesCode, String number, String label, String externalId) {
        return new CardWish(AT.child("card"), seriesId, seriesCode, number, label, externalId, Fields.NONE);
    }

    /// Codes and places, such as `3004 /0/card/seriesCode`.
    static List<String> told(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.code().number() + " " + problem.field())
                .toList();
    }
}
