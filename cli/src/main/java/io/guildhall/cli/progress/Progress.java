package io.guildhall.cli.progress;

import io.guildhall.cli.terminal.Output;
import io.guildhall.cli.terminal.Terminal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Shows on standard error how far a work is.
public final class Progress {
    private static final Duration LINE_INTERVAL = Duration.ofSeconds(10);

    private final Output output;
    private final @Nullable Terminal terminal;
    private final long total;
    private final boolean wanted;
    private final long start = System.nanoTime();
    private long lastLine = start;
    private boolean standing;

    private Progress(Output output, long total, boolean wanted) {
        this.output = output;
        this.terminal = output.talkTerminal();
        this.total = total;
        this.wanted = wanted;
    }

    /// @param wanted false for works too short for it
    public static Progress of(Output output, long total, boolean wanted) {
        return new Progress(output, total, wanted);
    }

    /// With rate and remaining time as they come out so far.
    public void show(long done) {
        double seconds = (System.nanoTime() - start) / 1e9;
        double rate = seconds < 0.5 ? 0 : done / seconds;
        show(done, total, rate, rate == 0 ? -1 : Math.round((total - done) / rate));
    }

    /// @param rate per second; 0 where it is not known
    /// @param remainingSeconds -1 where they are not known
    public void show(long done, long ofAll, double rate, long remainingSeconds) {
        if (!wanted) {
            return;
        }
        ProgressLine line = new ProgressLine(done, ofAll, rate, remainingSeconds);
        String words = line.words().strip();
        show(
                terminal == null
                        ? words
                        : line.bar(terminal.width(), terminal.charset().equals(StandardCharsets.UTF_8)),
                words);
    }

    /// What is done before there is anything to count.
    public void show(String words) {
        if (wanted) {
            show(words, words);
        }
    }

    private void show(String inPlace, String line) {
        if (terminal != null) {
            output.sayInPlace(inPlace);
            standing = true;
        } else if (System.nanoTime() - lastLine >= LINE_INTERVAL.toNanos()) {
            output.say(line);
            lastLine = System.nanoTime();
        }
    }

    /// Makes room for other lines.
    public void clear() {
        if (standing) {
            output.sayInPlace("");
            standing = false;
        }
    }
}
