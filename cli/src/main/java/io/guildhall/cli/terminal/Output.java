package io.guildhall.cli.terminal;

import io.guildhall.cli.table.Plain;
import io.guildhall.cli.table.Style;
import io.guildhall.cli.table.Table;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// Results go to standard output, everything said about the work to standard error. Whatever a terminal would obey
/// rather
/// than show is replaced on the way, wherever the text comes from.
public final class Output {
    private static final int BUFFER = 8192;
    private static final String ERASE_TO_END = "\u001b[K";
    private static final ObjectWriter COMPACT = new JsonMapper().writer();
    private static final ObjectWriter PRETTY = COMPACT.withDefaultPrettyPrinter();

    private final PrintStream results;
    private final PrintStream talk;
    private final Terminal terminal;
    private final @Nullable Terminal talkTerminal;

    public Output(PrintStream results, PrintStream talk, Terminal terminal) {
        this(results, talk, terminal, null);
    }

    /// @param talkTerminal what standard error can show; left out where it is no terminal
    public Output(PrintStream results, PrintStream talk, Terminal terminal, @Nullable Terminal talkTerminal) {
        this.results = results;
        this.talk = talk;
        this.terminal = terminal;
        this.talkTerminal = talkTerminal;
    }

    /// The streams of this process, in the encoding that the terminal takes; files and pipes get UTF-8.
    public static Output ofProcess() {
        Terminal terminal = Terminal.ofProcess();
        Terminal talkTerminal = Terminal.ofProcessTalk();
        Charset talkCharset = talkTerminal == null ? StandardCharsets.UTF_8 : talkTerminal.charset();
        return new Output(
                new PrintStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER),
                        true,
                        terminal.charset()),
                new PrintStream(System.err, true, talkCharset),
                terminal,
                talkTerminal);
    }

    /// The same but for results, which go elsewhere.
    public Output withResults(PrintStream elsewhere) {
        return new Output(elsewhere, talk, terminal, talkTerminal);
    }

    public Terminal terminal() {
        return terminal;
    }

    /// What standard error can show; null where it is no terminal.
    public @Nullable Terminal talkTerminal() {
        return talkTerminal;
    }

    public void heading(String text) {
        results.println();
        results.println(paint(text, Style.STRONG));
    }

    public void note(String text) {
        results.println(paint(text, Style.FAINT));
    }

    public void line(String text) {
        results.println(Plain.lines(text));
    }

    public void line(String text, Style style) {
        results.println(paint(text, style));
    }

    public void table(Table table) {
        table.render(terminal.lines(), terminal.width(), terminal.colours()).forEach(results::println);
    }

    /// The rows of a table alone, without titles or lines around them.
    public void lines(Table table) {
        table.renderBare(terminal.lines(), terminal.width(), terminal.colours()).forEach(results::println);
    }

    public void say(String text) {
        say(text, Style.PLAIN);
    }

    public void say(String text, Style style) {
        String plain = Plain.lines(text);
        talk.println(talkTerminal != null && talkTerminal.colours() ? style.apply(plain) : plain);
    }

    /// Writes over the line that standard error stands in; only where that is a terminal.
    public void sayInPlace(String text) {
        talk.print("\r" + Plain.text(text) + ERASE_TO_END);
        talk.flush();
    }

    /// Text that was made for this terminal already, such as help.
    public void ready(String text) {
        results.print(text);
        results.flush();
    }

    /// JSON over several lines, for people and programs.
    public void json(JsonNode value) {
        results.println(Plain.json(PRETTY.writeValueAsString(value)));
    }

    /// JSON in one line.
    public void jsonLine(JsonNode value) {
        results.println(Plain.json(COMPACT.writeValueAsString(value)));
    }

    /// Bytes of a file that was asked for: as they are, but on a terminal as text that it can only show.
    public void bytes(byte[] bytes) {
        if (terminal.interactive()) {
            results.print(Plain.lines(new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n")));
        } else {
            results.write(bytes, 0, bytes.length);
        }
        results.flush();
    }

    private String paint(String text, Style style) {
        String plain = Plain.lines(text);
        return terminal.colours() ? style.apply(plain) : plain;
    }
}
