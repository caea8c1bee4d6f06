package io.guildhall.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlainTest {
    @Test
    void replacesWhatATerminalWouldObey() {
        assertThat(Plain.text("a\u001b[2J\u009b31m\u0007\u007f\r\nb")).isEqualTo("a?[2J?31m????b");
        assertThat(Plain.text("left\u202eright\u2066\u2028")).isEqualTo("left?right??");
        assertThat(Plain.lines("a\nb\r")).isEqualTo("a\nb?");
        assertThat(Plain.json("{\"a\": \"\u009b\u202e\"}")).isEqualTo("{\"a\": \"\\u009b\\u202e\"}");
    }

    @Test
    void leavesNamesOfAllScriptsAlone() {
        String names = "Zoë 李明 محمد می‌خواهم דוד 👩‍👩‍👧 नमस्ते";

        assertThat(Plain.text(names)).isSameAs(names);
    }

    @Test
    void widthsAreThoseOfTerminals() {
        assertThat(TextWidth.of("Ada")).isEqualTo(3);
        assertThat(TextWidth.of("李明")).isEqualTo(4);
        assertThat(TextWidth.of("ｱﾞ")).isEqualTo(2);
        assertThat(TextWidth.of("한국")).isEqualTo(4);
        assertThat(TextWidth.of("\u1112\u1161\u11ab")).isEqualTo(2);
        assertThat(TextWidth.of("👩‍👩‍👧")).isEqualTo(2);
        assertThat(TextWidth.of("🇬🇧")).isEqualTo(2);
        assertThat(TextWidth.of("❤️")).isEqualTo(2);
        assertThat(TextWidth.of("محمد")).isEqualTo(4);
        assertThat(TextWidth.of("e\u0301")).isEqualTo(1);
    }

    @Test
    void cutsBetweenCharactersAndNotWithinThem() {
        assertThat(TextWidth.fit("ab👩‍👩‍👧cdef", 5, Column.Cut.END, "…")).isEqualTo("ab👩‍👩‍👧…");
        assertThat(TextWidth.fit("李明李明", 4, Column.Cut.END, "…")).isEqualTo("李…");
    }

    @Test
    void closesInNamesThatRunFromRightToLeftOnTerminals() {
        Table table = new Table(
                List.of(Column.text("Name"), Column.number("Id")),
                List.of(List.of(Cell.of("محمد"), Cell.of(7)), List.of(Cell.of("Ada"), Cell.of(8))));

        assertThat(table.render(Lines.BOX, 80, false)).contains("│ \u2068محمد\u2069 │  7 │", "│ Ada  │  8 │");
        assertThat(table.render(Lines.ASCII, 80, false)).contains("| محمد |  7 |");
    }
}
