package io.guildhall.imports.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeutralTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+447700900123", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''@x"})
    void formulasAreMarked(String cell) {
        assertThat(Neutral.marked(cell)).isEqualTo("'" + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'", "''", "Dilys", "'tis", "4+4", " =1"})
    void nothingElseIs(String cell) {
        assertThat(Neutral.marked(cell)).isEqualTo(cell);
    }

    @Test
    void theWayBackIsTheSame() {
        SplittableRandom random = new SplittableRandom(17);
        for (int i = 0; i < 10_000; i++) {
            StringBuilder cell = new StringBuilder();
            random.ints(random.nextInt(5), 0, 8).forEach(c -> cell.append("'=+-@\t\rx".charAt(c)));

            assertThat(Neutral.unmarked(Neutral.marked(cell.toString()))).isEqualTo(cell.toString());
        }
    }
}
