package io.guildhall.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.error.RequestRefused;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    private static final Cursor.Tie TIE = Cursor.tie(7, "list", "a", null, 3);

    private static void refused(Cursor.Tie tie, String text, int numbers) {
        assertThatThrownBy(() -> tie.read(text, numbers))
                .as(text)
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining("cursor");
    }

    @Test
    void comesBackAsItWas() {
        UUID id = UUID.randomUUID();
        Instant at = Instant.parse("2031-03-04T09:15:27.123456Z");
        for (Cursor cursor : List.of(
                Cursor.of(),
                Cursor.of(-1L, Long.MIN_VALUE, Long.MAX_VALUE),
                Cursor.of(id),
                Cursor.of(Cursor.micros(at)),
                new Cursor(List.of(5L), "王 小明 😀"))) {
            assertThat(TIE.read(TIE.text(cursor), cursor.numbers().size())).isEqualTo(cursor);
        }
        assertThat(Cursor.of(id).uuid(0)).isEqualTo(id);
        assertThat(Cursor.of(Cursor.micros(at)).instant(0)).isEqualTo(at);
        assertThat(TIE.read(null, 1)).isNull();
    }

    @Test
    void isOfNoUseToAnyOtherListQueryOrOrganisation() {
        String text = TIE.text(Cursor.of(1L));

        refused(Cursor.tie(8, "list", "a", null, 3), text, 1);
        refused(Cursor.tie(7, "lists", "a", null, 3), text, 1);
        refused(Cursor.tie(7, "list", "a", 3), text, 1);
        refused(Cursor.tie(7, "list", "a", "", 3), text, 1);
        refused(Cursor.tie(7, "list", "a3", null, ""), text, 1);
        refused(TIE, text, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "*", "AAAA", "Ag", "null", "", "Ağ", "AgAAAAAAAAAAAQ=="})
    void whatIsNoneIsRefused(String text) {
        refused(TIE, text, 1);
    }

    @Test
    void hasOneFormOnly() {
        String text = TIE.text(Cursor.of(1L));
        byte[] bytes = Base64.getUrlDecoder().decode(text);

        refused(TIE, text + "A", 1);
        refused(TIE, text + "=", 1);
        refused(TIE, text.substring(1), 1);
        for (byte count : new byte[] {0, 2, -1, 127}) {
            byte[] forged = bytes.clone();
            forged[9] = count;
            refused(TIE, Base64.getUrlEncoder().withoutPadding().encodeToString(forged), 1);
        }
        byte[] halfCharacter = java.util.Arrays.copyOf(bytes, bytes.length + 1);
        halfCharacter[bytes.length] = (byte) 0xC3;
        refused(TIE, Base64.getUrlEncoder().withoutPadding().encodeToString(halfCharacter), 1);
        refused(TIE, TIE.text(new Cursor(List.of(1L), "a\u0000")), 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 300_000_000_000_000_000L})
    void anInstantThatNoRowCanHaveIsRefused(long micros) {
        assertThatThrownBy(() -> Cursor.of(micros).instant(0)).isInstanceOf(RequestRefused.class);
    }

    @Test
    void whatHidesItsValueTellsNoQueriesApart() {
        assertThatThrownBy(() -> Cursor.tie(7, "list", List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysNothingOfItselfInLogs() {
        assertThat(new Cursor(List.of(1L), "anna@x.example")).hasToString("Cursor[***]");
    }
}
