package io.guildhall.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.cli.table.Lines;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private static final Map<String, String> COLOURFUL = Map.of("TERM", "xterm-256color");

    @Test
    void drawsBoxesOnlyOnTerminalsThatTakeUtf8() {
        assertThat(Terminal.of(true, "UTF-8", COLOURFUL).lines()).isEqualTo(Lines.BOX);
        assertThat(Terminal.of(true, "ISO-8859-1", COLOURFUL).lines()).isEqualTo(Lines.ASCII);
        assertThat(Terminal.of(false, "UTF-8", COLOURFUL).lines()).isEqualTo(Lines.ASCII);
    }

    @Test
    void coloursOnlyTerminalsOfThoseWhoHaveNothingAgainstIt() {
        assertThat(Terminal.of(true, "UTF-8", COLOURFUL).colours()).isTrue();
        assertThat(Terminal.of(false, "UTF-8", COLOURFUL).colours()).isFalse();
        assertThat(Terminal.of(true, "UTF-8", Map.of("TERM", "dumb")).colours()).isFalse();
        assertThat(Terminal.of(true, "UTF-8", Map.of("TERM", "xterm", "NO_COLOR", "1"))
                        .colours())
                .isFalse();
    }

    @Test
    void writesUtf8ToFilesWhateverTheLocale() {
        assertThat(Terminal.of(false, "US-ASCII", Map.of()).charset()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(Terminal.of(true, "US-ASCII", Map.of()).charset()).isEqualTo(StandardCharsets.US_ASCII);
    }

    @Test
    void takesTheWidthFromTheEnvironmentWhereItMakesSense() {
        assertThat(Terminal.of(true, "UTF-8", Map.of("COLUMNS", "90")).width()).isEqualTo(90);
        assertThat(Terminal.of(true, "UTF-8", Map.of("COLUMNS", "5")).width()).isEqualTo(60);
        assertThat(Terminal.of(true, "UTF-8", Map.of("COLUMNS", "many")).width())
                .isEqualTo(110);
        assertThat(Terminal.of(false, "UTF-8", Map.of()).width()).isEqualTo(160);
    }
}
