package io.guildhall.card.domain;

import static io.guildhall.card.domain.CardWorld.EXTERNAL;
import static io.guildhall.card.domain.CardWorld.FUEL;
import static io.guildhall.card.domain.CardWorld.SILENT;
import static io.guildhall.card.domain.CardWorld.WELCOME;
import static io.guildhall.card.domain.CardWorld.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.card.domain.SeriesDraft.Generation;
import io.guildhall.card.domain.SeriesRules.Decision;
import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.CardSeries.Expiry;
import io.guildhall.org.domain.CardSeries.Method;
import io.guildhall.org.domain.CardSeries.NumberFormat;
import io.guildhall.org.domain.CardSeries.Trigger;
import io.guildhall.org.domain.CardSeries.Type;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesRulesTest {
    private static final List<CardSeries> ALL = List.of(FUEL, EXTERNAL, WELCOME, SILENT);
    private static final SeriesDraft NOTHING =
            new SeriesDraft(null, null, null, null, null, null, null, null, null, null, null);

    private static SeriesDraft draft(
            String code, String type, Boolean external, String trigger, Generation generation) {
        return new SeriesDraft(code, null, type, null, external, trigger, null, null, null, null, generation);
    }

    private static Generation generation(String prefix, Long length, Long offset) {
        return new Generation(null, prefix, null, length, offset);
    }

    private static Decision create(SeriesDraft draft) {
        return SeriesRules.create(draft, ALL);
    }

    @Test
    void whatIsNotSentHasTheDefaultsOfTheDocument() {
        Decision decision = create(draft("NEW", "DIGITAL", null, null, generation(null, 9L, null)));

        assertThat(decision.series())
                .isEqualTo(new CardSeries(
                        0,
                        "NEW",
                        "NEW",
                        Type.DIGITAL,
                        true,
                        false,
                        Trigger.SERIES_ID,
                        0,
                        Expiry.NONE,
                        new NumberFormat(Method.DEFAULT, "", "", 9, 1)));
    }

    @Test
    void aChangeLeavesWhatIsNotSent() {
        assertThat(SeriesRules.update(FUEL, NOTHING, ALL, true).series()).isEqualTo(FUEL);

        Decision decision = SeriesRules.update(
                FUEL, new SeriesDraft("OTHER", "Name", null, false, null, null, 3L, 90L, true, null, null), ALL, true);

        assertThat(told(decision.warnings())).containsExactly("1682 /code");
        assertThat(decision.series())
                .isEqualTo(new CardSeries(
                        1,
                        "FUEL",
                        "Name",
                        Type.PHYSICAL,
                        false,
                        false,
                        Trigger.SERIES_ID,
                        3,
                        new Expiry(90, true),
                        FUEL.generation()));
    }

    @Test
    void numbersStayWhatTheyAreOnceThereAreCards() {
        SeriesDraft longer = draft(null, null, null, null, generation(null, 9L, null));
        SeriesDraft external = draft(null, null, true, null, null);

        assertThat(told(SeriesRules.update(FUEL, longer, ALL, true).problems())).containsExactly("3021 /generation");
        assertThat(told(SeriesRules.update(FUEL, external, ALL, true).problems()))
                .containsExactly("3021 /external");
        assertThat(SeriesRules.update(FUEL, longer, ALL, false).problems()).isEmpty();
        assertThat(SeriesRules.update(FUEL, external, ALL, false).series())
                .isEqualTo(new CardSeries(
                        1, "FUEL", "FUEL", Type.PHYSICAL, true, true, Trigger.SERIES_ID, 0, Expiry.NONE, null));
    }

    @ParameterizedTest
    @CsvSource({
        "FP, 8, 1, 3006 /generation",
        "A, , 1, 3005 /generation/length",
        "ABCDEFGHI, 9, 1, 3005 /generation/length",
        "A, 4, 1, 3028 /generation/length",
        "A, 151, 1, 3024 /generation/length",
        "Ä, 9, 1, 3022 /generation/prefix",
        "A, 5, 10000, 3047 /generation/offset",
        "A, 5, -1, 3047 /generation/offset"
    })
    void numbersNeedRoomOfTheirOwn(String prefix, Long length, Long offset, String problem) {
        Decision decision = create(draft("NEW", "DIGITAL", null, null, generation(prefix, length, offset)));

        assertThat(told(decision.problems())).containsExactly(problem);
        assertThat(decision.series()).isNull();
    }

    @Test
    void allFaultsComeAtOnce() {
        Decision decision = create(new SeriesDraft(
                "a-b",
                "line\nbreak",
                "WOOD",
                null,
                null,
                "MOON",
                -1L,
                -1L,
                true,
                null,
                new Generation("DICE", "-", "-", 9L, 1L)));

        assertThat(told(decision.problems()))
                .containsExactly(
                        "3032 /code",
                        "400 /name",
                        "3020 /type",
                        "400 /trigger",
                        "3034 /maxActiveCardsPerCustomer",
                        "3019 /expiryDays",
                        "400 /generation/method",
                        "3022 /generation/prefix",
                        "3023 /generation/suffix");
    }

    @Test
    void registrationGivesCardsOfOneSeriesThatMakesNumbers() {
        assertThat(told(create(draft("NEW", "DIGITAL", null, "REGISTRATION", null))
                        .problems()))
                .containsExactly("3038 /trigger", "3007 /generation");
        assertThat(SeriesRules.update(WELCOME, NOTHING, ALL, true).problems()).isEmpty();
    }

    @Test
    void anExternalSeriesMakesNoNumbers() {
        assertThat(told(create(draft("NEW", "DIGITAL", true, null, generation(null, 9L, null)))
                        .problems()))
                .containsExactly("703 /generation");
        assertThat(told(create(new SeriesDraft("NEW", null, "DIGITAL", null, null, null, null, null, null, true, null))
                        .problems()))
                .containsExactly("3007 /generation");
    }

    private static SeriesDraft expiring(Long days, Boolean enabled) {
        return new SeriesDraft("NEW", null, "DIGITAL", null, null, null, null, days, enabled, null, null);
    }

    @ParameterizedTest
    @CsvSource({"-1, ", "0, ", "36501, true", "9223372036854775807, true"})
    void aCardIsGoodForADayToAHundredYears(Long days, Boolean enabled) {
        assertThat(told(create(expiring(days, enabled)).problems())).containsExactly("3019 /expiryDays");
        assertThat(create(expiring(1L, true)).problems()).isEmpty();
        assertThat(create(expiring(36_500L, true)).problems()).isEmpty();
    }

    @Test
    void cardsThatExpireNeedDays() {
        assertThat(told(create(expiring(null, true)).problems())).containsExactly("3033 /expiryDays");
        CardSeries dated =
                SeriesRules.update(FUEL, expiring(30L, null), ALL, true).series();
        assertThat(dated.expiry()).isEqualTo(new Expiry(30, false));
        assertThat(SeriesRules.update(dated, expiring(null, true), List.of(dated), true)
                        .series()
                        .expiry())
                .isEqualTo(new Expiry(30, true));
    }
}
