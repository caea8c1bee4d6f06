package io.guildhall.cli.help;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.cli.Guildhall;
import io.guildhall.cli.Shell;
import io.guildhall.cli.Shell.Run;
import io.guildhall.cli.command.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Help of every command, and `docs/cli.md`, which holds it. To write that file anew:
/// `./mvnw test -pl cli -Dtest=HelpTest -Dguildhall.docs.write=true`.
class HelpTest {
    private static final Path DOCUMENT = Path.of("../docs/cli.md");
    private static final String MARK = "<!-- Below this line the file is made of the commands' help by HelpTest. -->\n";
    private static final boolean WRITE = Boolean.getBoolean("guildhall.docs.write");

    @TempDir
    Path home;

    @Test
    void theDocumentHoldsTheHelpOfEveryCommand() throws IOException {
        String document = Files.readString(DOCUMENT);
        String written = document.substring(0, document.indexOf(MARK) + MARK.length()) + generated();
        if (WRITE) {
            Files.writeString(DOCUMENT, written);
            return;
        }

        assertThat(document).as("docs/cli.md").isEqualTo(written);
    }

    @Test
    void everyCommandSaysWhatItIsAndShowsExamples() {
        assertThat(leaves(root())).allSatisfy(command -> {
            var usage = command.getCommandSpec().usageMessage();
            assertThat(usage.header()[0]).contains(" - ").doesNotEndWith(" - ");
            assertThat(usage.description()).isNotEmpty();
            assertThat(usage.footer()).isNotEmpty().allMatch(line -> line.contains("guildhall "));
        });
    }

    @Test
    void everyOptionSaysWhatItIsFor() {
        assertThat(leaves(root()))
                .flatExtracting(command -> command.getCommandSpec().options())
                .filteredOn(option -> !option.hidden())
                .allMatch(option -> option.description().length > 0);
    }

    @Test
    void helpHasTheFormOfAManPage() {
        Run run = new Shell(home).run("help", "import", "errors");

        assertThat(run.status()).isZero();
        assertThat(run.results())
                .startsWith("NAME\n  guildhall import errors - write the failed rows")
                .contains("\nSYNOPSIS\n  guildhall import errors [OPTIONS] IMPORT\n")
                .contains("\nDESCRIPTION\n  ")
                .contains("\nEXAMPLES\n  guildhall import errors last > errors.csv\n")
                .contains("\nEXIT STATUS\n")
                .contains("  3     No usable answer from the service");
        assertThat(new Shell(home).run("import", "errors", "--help").results()).isEqualTo(run.results());
    }

    @Test
    void theConfigurationHasAPageOfItsOwn() {
        assertThat(new Shell(home).run("help", "configuration").results()).contains("GUILDHALL_SECRET_FILE");
    }

    @Test
    void wrongUsageIsSaidInTwoLines() {
        Run unknown = new Shell(home).run("hierarchi");
        Run option = new Shell(home).run("tree", "A", "--limt", "3");
        Run missing = new Shell(home).run("customer", "show");
        Run group = new Shell(home).run("org");
        Run number = new Shell(home).run("tree", "A", "--limit", "many");
        Run topic = new Shell(home).run("help", "nonsense");

        assertThat(List.of(unknown, option, missing, group, number, topic)).allSatisfy(run -> {
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.results()).isEmpty();
            assertThat(run.talk().lines().count()).isBetween(2L, 3L);
        });
        assertThat(unknown.talk()).contains("did you mean: hierarchy").contains("see: guildhall help\n");
        assertThat(option.talk()).contains("did you mean: --limit").contains("see: guildhall help tree\n");
        assertThat(missing.talk()).contains("Missing required parameter: 'PERSON'");
    }

    @Test
    void theVersionIsTold() {
        assertThat(new Shell(home).run("--version").results()).startsWith("guildhall ");
    }

    private static String generated() {
        StringBuilder text = new StringBuilder("\n## Configuration\n```text\n")
                .append(HelpCommand.topic("configuration"))
                .append("```\n");
        for (CommandLine command : leaves(root())) {
            text.append("\n## ")
                    .append(command.getCommandSpec().qualifiedName())
                    .append("\n```text\n")
                    .append(command.getUsageMessage(CommandLine.Help.Ansi.OFF))
                    .append("```\n");
        }
        return text.toString();
    }

    private static CommandLine root() {
        return Guildhall.commandLine(Environment.ofProcess()).setUsageHelpWidth(98);
    }

    /// What can be called, without groups of commands and hidden ones.
    private static List<CommandLine> leaves(CommandLine command) {
        List<CommandLine> leaves = new ArrayList<>();
        for (CommandLine below : command.getSubcommands().values()) {
            boolean ofTheScript = below.getCommandName().equals("demo"); // which calls it with more than people do
            if (ofTheScript || below.getCommandSpec().usageMessage().hidden()) {
                continue;
            }
            if (below.getCommand() instanceof java.util.concurrent.Callable<?>) {
                leaves.add(below);
            }
            leaves.addAll(leaves(below));
        }
        return leaves;
    }
}
