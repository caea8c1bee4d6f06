package io.guildhall.cli.terminal;

import io.guildhall.cli.table.Lines;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What standard output can show.
///
/// @param interactive whether it is a terminal at all
/// @param width columns
public record Terminal(boolean interactive, Lines lines, boolean colours, int width, Charset charset) {
    /// Set by the script, which can ask the system whether standard output is a terminal; Java cannot when standard
    /// input is none.
    private static final String IS_TERMINAL = "guildhall.terminal";

    /// The same of standard error.
    private static final String TALK_IS_TERMINAL = "guildhall.terminal.talk";

    private static final int USUAL_WIDTH = 110;
    /// Files and pipes have no edge; this much holds every text of ours uncut.
    private static final int FILE_WIDTH = 160;

    private static final int LEAST_WIDTH = 60;

    static Terminal ofProcess() {
        String told = System.getProperty(IS_TERMINAL);
        var console = System.console();
        boolean interactive = told == null ? console != null && console.isTerminal() : Boolean.parseBoolean(told);
        return of(interactive, System.getProperty("stdout.encoding", "US-ASCII"), System.getenv());
    }

    /// What standard error can show; null where it is no terminal, or nobody told.
    static @Nullable Terminal ofProcessTalk() {
        return Boolean.getBoolean(TALK_IS_TERMINAL)
                ? of(true, System.getProperty("stderr.encoding", "US-ASCII"), System.getenv())
                : null;
    }

    /// Box characters on a UTF-8 terminal only; colours on a terminal that takes them, unless `NO_COLOR` is set.
    public static Terminal of(boolean interactive, String encoding, Map<String, String> environment) {
        Charset charset = interactive ? Charset.forName(encoding, StandardCharsets.US_ASCII) : StandardCharsets.UTF_8;
        boolean box = interactive && charset.equals(StandardCharsets.UTF_8);
        boolean colours = interactive
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Terminal(
                interactive,
                box ? Lines.BOX : Lines.ASCII,
                colours,
                width(environment.get("COLUMNS"), interactive ? USUAL_WIDTH : FILE_WIDTH),
                charset);
    }

    private static int width(@Nullable String columns, int usual) {
        if (columns == null || !columns.matches("[1-9]\\d{0,3}")) {
            return usual;
        }
        return Math.max(LEAST_WIDTH, Integer.parseInt(columns));
    }
}
