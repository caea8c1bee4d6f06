package io.guildhall.cli.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final int WIDE = 200;
    private static final List<Column> COLUMNS =
            List.of(Column.text("Person"), Column.number("Id"), Column.path("Field"));

    @Test
    void drawsBoxesAndPutsNumbersToTheRight() {
        Table table = table(row("Marta", "7", "/0"), row("Jonas", "12", "/1/profiles"));

        assertThat(table.render(Lines.BOX, WIDE, false))
                .containsExactly(
                        "┌────────┬────┬─────────────┐",
                        "│ Person │ Id │ Field       │",
                        "├────────┼────┼─────────────┤",
                        "│ Marta  │  7 │ /0          │",
                        "│ Jonas  │ 12 │ /1/profiles │",
                        "└────────┴────┴─────────────┘");
    }

    @Test
    void alignsNamesWhoseCharactersAreWideOrCombined() {
        Table table = table(row("李 明", "1", "/0"), row("Zoe\u0308", "2", "/1"), row("Łukasik", "3", "/2"));

        assertThat(table.render(Lines.ASCII, WIDE, false))
                .containsExactly(
                        "+---------+----+-------+",
                        "| Person  | Id | Field |",
                        "+---------+----+-------+",
                        "| 李 明   |  1 | /0    |",
                        "| Zoe\u0308     |  2 | /1    |",
                        "| Łukasik |  3 | /2    |",
                        "+---------+----+-------+");
    }

    @Test
    void cutsTheWidestColumnsUntilTheTableFits() {
        Table table = table(row("A rather long name of somebody", "7", "/0/associationDetails/childCustomers/1"));

        List<String> lines = table.render(Lines.BOX, 50, false);

        assertThat(lines).allMatch(line -> TextWidth.of(line) == 50);
        assertThat(lines.get(3)).isEqualTo("│ A rather long name… │  7 │ /0/associ…stomers/1 │");
    }

    @Test
    void neverCutsNumbersOrBelowWhatCanBeRead() {
        Table table = table(row("A rather long name", "123456789", "/0/associationDetails"));

        assertThat(table.render(Lines.ASCII, 10, false).get(3)).isEqualTo("| A rat... | 123456789 | /0/...ls |");
    }

    @Test
    void leavesOutColumnsThatSayNothing() {
        assertThat(table(row("Marta", "", "")).render(Lines.ASCII, WIDE, false))
                .containsExactly("+--------+", "| Person |", "+--------+", "| Marta  |", "+--------+");
    }

    @Test
    void isNothingWithoutRows() {
        assertThat(table().render(Lines.BOX, WIDE, true)).isEmpty();
    }

    @Test
    void coloursTheTextAndNotThePadding() {
        Table table = new Table(List.of(Column.text("Outcome")), List.of(List.of(new Cell("ok", Style.GOOD))));

        assertThat(table.render(Lines.ASCII, WIDE, true).get(3)).isEqualTo("| \u001b[32mok\u001b[0m      |");
        assertThat(table.render(Lines.ASCII, WIDE, false).get(3)).isEqualTo("| ok      |");
    }

    @Test
    void showsControlCharactersInsteadOfObeyingThem() {
        assertThat(Cell.of("a\u001b[2Jb\n").text()).isEqualTo("a?[2Jb?");
    }

    @Test
    void refusesRowsOfAnotherLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> table(List.of(Cell.of("alone"))));
    }

    @SafeVarargs
    private static Table table(List<Cell>... rows) {
        return new Table(COLUMNS, List.of(rows));
    }

    private static List<Cell> row(String... texts) {
        return Arrays.stream(texts).map(Cell::of).toList();
    }
}
