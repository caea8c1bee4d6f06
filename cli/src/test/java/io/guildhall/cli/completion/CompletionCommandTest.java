package io.guildhall.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.cli.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
    @TempDir
    Path folder;

    @Test
    @EnabledIf("hasBash")
    void bashCompletesCommandsAndOptions() throws Exception {
        Path script = Files.writeString(
                folder.resolve("completion"),
                new Shell(folder).run("completion", "bash").results());

        assertThat(complete(script, "guildhall", "im")).contains("import");
        assertThat(complete(script, "guildhall", "import", "er")).contains("errors");
        assertThat(complete(script, "guildhall", "tree", "--li")).contains("--limit");
        assertThat(complete(script, "guildhall", "bench", "--qu")).contains("--quick");
        assertThat(complete(script, "guildhall", "re")).doesNotContain("rehearse");
    }

    @Test
    void zshGetsTheSameThroughItsBridge() {
        String zsh = new Shell(folder).run("completion", "zsh").results();

        assertThat(zsh).startsWith("autoload -U +X compinit && compinit\n").contains("bashcompinit");
    }

    @Test
    void otherShellsAreRefused() {
        assertThat(new Shell(folder).run("completion", "fish").status()).isEqualTo(2);
    }

    static boolean hasBash() {
        return Files.isExecutable(Path.of("/bin/bash"));
    }

    /// What bash offers for the last word.
    private String complete(Path script, String... words) throws IOException, InterruptedException {
        String line = String.join(" ", words);
        Process bash = new ProcessBuilder(
                        "/bin/bash",
                        "--norc",
                        "-c",
                        """
                        source "$0"; COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE="%s"; COMP_POINT=%d
                        _complete_guildhall; echo "${COMPREPLY[@]}"
                        """.formatted(line, words.length - 1, line, line.length()),
                        script.toString())
                .redirectErrorStream(true)
                .start();
        bash.getOutputStream().close();
        String offered = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return offered;
    }
}
