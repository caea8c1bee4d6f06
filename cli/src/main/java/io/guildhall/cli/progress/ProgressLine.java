package io.guildhall.cli.progress;

import java.time.Duration;
import java.util.Locale;

/// A state of the work as one line. Pure.
///
/// @param rate per second; 0 where it is not known
/// @param remainingSeconds -1 where they are not known
record ProgressLine(long done, long total, double rate, long remainingSeconds) {
    private static final int WIDEST_BAR = 40;
    private static final int LEAST_BAR = 10;
    /// A space, two brackets, and room so that the cursor stays in the line.
    private static final int AROUND_BAR = 4;

    /// @param width of the terminal
    String bar(int width, boolean blocks) {
        String words = words();
        int room = Math.min(WIDEST_BAR, width - words.length() - AROUND_BAR);
        if (room < LEAST_BAR) {
            return words.substring(0, Math.min(words.length(), width - 1));
        }
        int full = total == 0 ? 0 : Math.clamp(done * room / total, 0, room);
        String bar = (blocks ? "█" : "#").repeat(full) + (blocks ? "░" : "-").repeat(room - full);
        return (blocks ? bar : "[" + bar + "]") + " " + words;
    }

    String words() {
        StringBuilder words = new StringBuilder();
        if (total > 0) {
            words.append(String.format(Locale.ROOT, "%3d%%  ", Math.clamp(done * 100 / total, 0, 100)));
        }
        words.append(String.format(Locale.ROOT, "%,d of %,d", done, total));
        if (rate > 0) {
            words.append(String.format(Locale.ROOT, "  %,.0f/s", rate));
        }
        if (remainingSeconds >= 0 && done < total) {
            words.append("  ").append(clock(remainingSeconds)).append(" left");
        }
        return words.toString();
    }

    /// `12 s`, `3:05`, `2:03:05`.
    static String clock(long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        if (seconds < 60) {
            return seconds + " s";
        }
        return time.toHours() == 0
                ? String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart())
                : String.format(
                        Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }
}
