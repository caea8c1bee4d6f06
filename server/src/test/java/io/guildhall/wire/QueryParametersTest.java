package io.guildhall.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.error.RequestRefused;
import io.guildhall.wire.Page.SortOrder;
import java.time.Instant;
import java.time.ZoneId;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {
    private static void assertRefused(int code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(
                                        refused.problems().getFirst().code().number())
                                .isEqualTo(code));
    }

    @Test
    void aBlankParameterIsAnAbsentOne() {
        assertThat(QueryParameters.text("q", null)).isNull();
        assertThat(QueryParameters.text("q", "  ")).isNull();
        assertThat(QueryParameters.text("q", " x ")).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\ud800", "x\udc00"})
    void aParameterThatIsNoTextIsRefused(String sent) {
        assertRefused(1686, () -> QueryParameters.text("q", sent));
    }

    @Test
    void aFlagIsTrueOrFalseInAnyCase() {
        assertThat(QueryParameters.flag("force", null, false)).isFalse();
        assertThat(QueryParameters.flag("force", "TRUE", false)).isTrue();
        assertThat(QueryParameters.flag("force", "false", true)).isFalse();
        assertRefused(1686, () -> QueryParameters.flag("force", "yes", false));
    }

    @Test
    void aChoiceIsOneOfTheConstantsInAnyCase() {
        assertThat(QueryParameters.oneOf("sortOrder", "asc", SortOrder.DESC)).isEqualTo(SortOrder.ASC);
        assertThat(QueryParameters.oneOf("sortOrder", null, SortOrder.DESC)).isEqualTo(SortOrder.DESC);
        assertRefused(1686, () -> QueryParameters.oneOf("sortOrder", "up", SortOrder.DESC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "1.5", "99999999999999999999"})
    void whatIsNoNumberIsNoId(String text) {
        assertThat(QueryParameters.id(text)).isNull();
    }

    @Test
    void aPageHasDefaults() {
        assertThat(Page.of(null, null)).isEqualTo(new Page(50, 0));
        assertThat(Page.of("100", "7")).isEqualTo(new Page(100, 7));
        assertThat(Page.of("1", "99999999999999")).isEqualTo(new Page(1, Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource({
        "10, -1, 8100",
        "0, 0, 8101",
        "-3, 0, 8101",
        "101, 0, 8102",
        "99999999999, 0, 8102",
        "x, 0, 1686",
        "5, 1.5, 1686"
    })
    void anImpossiblePageIsRefused(String limit, String offset, int code) {
        assertRefused(code, () -> Page.of(limit, offset));
    }

    @Test
    void timesCarryTheOffsetOfTheZone() {
        Instant winter = Instant.parse("2031-03-04T09:15:27.999Z");

        assertThat(Timestamps.of(winter, ZoneId.of("Europe/London"))).isEqualTo("2031-03-04T09:15:27+00:00");
        assertThat(Timestamps.of(winter, ZoneId.of("Asia/Kolkata"))).isEqualTo("2031-03-04T14:45:27+05:30");
    }
}
