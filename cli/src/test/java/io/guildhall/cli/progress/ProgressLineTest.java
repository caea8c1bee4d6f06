package io.guildhall.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressLineTest {
    @Test
    void showsShareRateAndRemainingTime() {
        ProgressLine line = new ProgressLine(12_300, 27_000, 3_210.4, 65);

        assertThat(line.words()).isEqualTo(" 45%  12,300 of 27,000  3,210/s  1:05 left");
        assertThat(line.bar(120, true)).isEqualTo("█".repeat(18) + "░".repeat(22) + " " + line.words());
        assertThat(line.bar(64, false)).isEqualTo("[" + "#".repeat(8) + "-".repeat(10) + "] " + line.words());
    }

    @Test
    void staysWithinNarrowTerminals() {
        ProgressLine line = new ProgressLine(1, 2_000_000, 100_000, 7200);

        for (int width = 20; width < 140; width++) {
            assertThat(line.bar(width, true).length()).isLessThan(width);
        }
    }

    @Test
    void leavesOutWhatNobodyKnows() {
        assertThat(new ProgressLine(0, 0, 0, -1).words()).isEqualTo("0 of 0");
        assertThat(new ProgressLine(0, 10, 0, -1).words()).isEqualTo("  0%  0 of 10");
        assertThat(new ProgressLine(10, 10, 5, 0).words()).isEqualTo("100%  10 of 10  5/s");
        assertThat(new ProgressLine(12, 10, 5, 0).bar(80, false)).startsWith("[" + "#".repeat(40) + "]");
    }

    @Test
    void writesTimesAsPeopleReadThem() {
        assertThat(ProgressLine.clock(12)).isEqualTo("12 s");
        assertThat(ProgressLine.clock(185)).isEqualTo("3:05");
        assertThat(ProgressLine.clock(7385)).isEqualTo("2:03:05");
    }
}
