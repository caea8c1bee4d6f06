package io.guildhall.person.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void nothingIsTooShort(String typed) {
        assertThat(SearchText.of(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "王", "😀", " ab "})
    void oneCharacterIsEnough(String typed) {
        assertThat(SearchText.of(typed)).isPresent();
    }

    @Test
    void moreThanAHundredCharactersAreTooLong() {
        assertThat(SearchText.of("x".repeat(100))).isPresent();
        assertThat(SearchText.of("x".repeat(101))).isEmpty();
    }

    @Test
    void identifiersAreSoughtAsTypedInLowerCaseAndAsDigits() {
        assertThat(SearchText.of(" +44 7700-9 ").orElseThrow().prefixes()).containsExactly("+44 7700-9", "4477009");
        assertThat(SearchText.of("Oriel@X").orElseThrow().prefixes()).containsExactly("Oriel@X", "oriel@x", "ORIEL@X");
        assertThat(SearchText.of("+4").orElseThrow().prefixes()).containsExactly("+4", "4");
        assertThat(SearchText.of("+").orElseThrow().prefixes()).containsExactly("+");
    }

    @Test
    void saysNothingOfItselfInLogs() {
        assertThat(SearchText.of("Oriel").orElseThrow()).hasToString("SearchText[***]");
    }
}
