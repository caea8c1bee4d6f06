package io.guildhall.association.domain;

import io.guildhall.card.domain.Card;
import io.guildhall.card.domain.CardStatus;
import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.CardSeries.Method;
import io.guildhall.org.domain.CardSeries.NumberFormat;
import io.guildhall.org.domain.CardSeries.Trigger;
import io.guildhall.org.domain.Fields;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.Program;
import io.guildhall.org.domain.Program.Tier;
import io.guildhall.org.domain.Settings;
import io.guildhall.org.domain.StatusLabels;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// Set-ups of organisations as tests of the planner want them.
final class Setup {
    static final Program MILES = new Program(71, "Miles", true, List.of(new Tier(1, "Blue"), new Tier(2, "Gold")));
    static final Program EXTRA = new Program(72, "Extra", false, List.of(new Tier(1, "Base")));
    static final CardSeries FUEL = series(501, "FUEL", false, Trigger.SERIES_ID);
    static final CardSeries PARTNER = series(503, "PARTNER", true, Trigger.SERIES_ID);
    static final CardSeries WELCOME = series(511, "WELCOME", false, Trigger.REGISTRATION);

    /// Neither programmes nor card series.
    static final OrganisationSetup PLAIN = of(Settings.DEFAULTS, List.of(), List.of());

    private Setup() {}

    private static CardSeries series(long id, String code, boolean external, Trigger trigger) {
        NumberFormat format = external ? null : new NumberFormat(Method.DEFAULT, code, "", code.length() + 6, 1);
        return new CardSeries(
                id, code, code, CardSeries.Type.PHYSICAL, true, external, trigger, 0, CardSeries.Expiry.NONE, format);
    }

    /// @param holder null for a card that is free
    static Card card(long id, CardSeries series, String number, Long holder) {
        return new Card(
                id,
                series.id(),
                number,
                null,
                holder,
                holder == null ? CardStatus.NOT_ISSUED : CardStatus.ACTIVE,
                holder == null ? "NOT_ISSUED" : "ACTIVE",
                Fields.NONE,
                Fields.NONE,
                null,
                null,
                null,
                Instant.EPOCH);
    }

    static OrganisationSetup of(Settings settings, List<Program> programs, List<CardSeries> series) {
        return new OrganisationSetup(
                1,
                "test",
                1,
                "GB",
                ZoneOffset.UTC,
                "GBP",
                "en",
                settings,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                programs,
                series,
                StatusLabels.NONE,
                StatusLabels.NONE,
                null);
    }

    /// The same where an identifier means one person in every source.
    static OrganisationSetup joining(OrganisationSetup setup) {
        Settings off = setup.settings();
        Settings on = new Settings(
                off.primaryIdentifier(),
                true,
                off.rejectEmptyExtendedFields(),
                off.maxBatchItems(),
                off.maxBatchPeople(),
                off.maxCardsPerCustomer(),
                off.keepGroupWhenPrimaryLeaves(),
                off.erasedMayReturn(),
                off.requestsPerMinute(),
                off.tillRequestsPerMinute());
        return of(on, setup.programs(), setup.cardSeries());
    }
}
