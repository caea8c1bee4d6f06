package io.guildhall.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HeaderTextTest {
    /// As in StrictHttpFirewall.
    private static final Pattern NAME = Pattern.compile("[\\p{IsAssigned}&&[^\\p{IsControl}]]*");

    private static final Pattern VALUE = Pattern.compile("[\\p{IsAssigned}&&[[^\\p{IsControl}]||\\t]]*");

    @Test
    void decidesLikeThePatternsOfTheFirewallForEveryCharacter() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            String text = "a" + Character.toString(point) + "b";
            assertThat(HeaderText.isName(text))
                    .as("U+%x", point)
                    .isEqualTo(NAME.matcher(text).matches());
            assertThat(HeaderText.isValue(text))
                    .as("U+%x", point)
                    .isEqualTo(VALUE.matcher(text).matches());
        }
    }

    @Test
    void theEmptyTextIsAllowed() {
        assertThat(HeaderText.isName("")).isTrue();
        assertThat(HeaderText.isValue("")).isTrue();
    }
}
