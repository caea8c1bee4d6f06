package io.guildhall.cli.terminal;

import io.guildhall.cli.table.Style;
import io.guildhall.cli.table.Table;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/// Results go to standard output, everything said about the work to standard error.
public final class Output {
    private final PrintStream results;
    private final PrintStream talk;
    private final Terminal terminal;

    public Output(PrintStream results, PrintStream talk, Terminal terminal) {
        this.results = results;
        this.talk = talk;
        this.terminal = terminal;
    }

    /// The streams of this process, in the encoding that the terminal takes; files and pipes get UTF-8.
    public static Output ofProcess() {
        Terminal terminal = Terminal.ofProcess();
        return new Output(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, terminal.charset()),
                System.err,
                terminal);
    }

    public void heading(String text) {
        results.println();
        results.println(paint(text, Style.STRONG));
    }

    public void note(String text) {
        results.println(paint(text, Style.FAINT));
    }

    public void line(String text) {
        results.println(text);
    }

    public void line(String text, Style style) {
        results.println(paint(text, style));
    }

    public void table(Table table) {
        table.render(terminal.lines(), terminal.width(), terminal.colours()).forEach(results::println);
    }

    public void say(String text) {
        talk.println(text);
    }

    private String paint(String text, Style style) {
        return terminal.colours() ? style.apply(text) : text;
    }
}
