package io.guildhall.imports.domain;

import static io.guildhall.imports.domain.ColumnKind.DATE;
import static io.guildhall.imports.domain.ColumnKind.DATE_TIME;
import static io.guildhall.imports.domain.ColumnKind.IDENTIFIER;
import static io.guildhall.imports.domain.ColumnKind.INSTANT;
import static io.guildhall.imports.domain.ColumnKind.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTextsTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private static CellTexts.Meaning of(ColumnKind kind, String cell) {
        return CellTexts.of(kind, cell, LONDON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.47700900123E+11", "4,47700900123E+11", "4.47700900123e+11"})
    void aNumberWithAllItsDigitsIsWrittenOut(String cell) {
        assertThat(of(IDENTIFIER, cell).text()).isEqualTo("447700900123");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2E+11", "4.477E+11", "1E+999", "4.4770090012E+11"})
    void aNumberThatHasLostDigitsIsRefused(String cell) {
        assertThat(of(IDENTIFIER, cell).reason()).contains("shortened");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+44 7700 900123", "1E5", "DRV-1", "E+11", "12.5E+11"})
    void otherIdentifiersStayAsTheyAre(String cell) {
        assertThat(of(IDENTIFIER, cell)).isEqualTo(new CellTexts.Meaning(cell, null));
    }

    @Test
    void textIsNeverTouched() {
        assertThat(of(TEXT, "1.2E+11").text()).isEqualTo("1.2E+11");
    }

    @Test
    void datesAreTheBeginningOfTheirDay() {
        assertThat(of(INSTANT, "2024-07-01").text()).isEqualTo("2024-07-01T00:00:00+01:00");
        assertThat(of(INSTANT, "2024-01-01T10:00").text()).isEqualTo("2024-01-01T10:00:00Z");
        assertThat(of(INSTANT, "yesterday").text()).isEqualTo("yesterday"); // 8017, as in a bulk call
    }

    @Test
    void fieldsOfDatesTakeDates() {
        assertThat(of(DATE, "2031-03-04").text()).isEqualTo("2031-03-04");
        assertThat(of(DATE, "04/03/2031").reason()).contains("2031-03-04");
        assertThat(of(DATE_TIME, "2031-03-04T09:15").text()).isEqualTo("2031-03-04T09:15:00Z");
        assertThat(of(DATE_TIME, "soon").reason()).isNotNull();
        assertThat(of(DATE, "").reason()).isNull();
    }
}
