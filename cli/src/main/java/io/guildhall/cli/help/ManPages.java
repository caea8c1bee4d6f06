package io.guildhall.cli.help;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_DESCRIPTION;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_HEADER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS;

import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.terminal.Terminal;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// Gives the help of all commands the form of a man page: name, synopsis, description, options, examples, statuses.
/// What a
/// command calls its footer are its examples.
public final class ManPages {
    private static final int WIDEST = 100;
    private static final int INDENT = 2;

    private ManPages() {}

    public static void apply(CommandLine commandLine, Terminal terminal) {
        commandLine.setUsageHelpWidth(Math.min(WIDEST, terminal.width()) - INDENT);
        commandLine.setColorScheme(Help.defaultColorScheme(terminal.colours() ? Help.Ansi.ON : Help.Ansi.OFF));
        indent(commandLine);
        arrange(commandLine);
    }

    private static void arrange(CommandLine commandLine) {
        CommandSpec command = commandLine.getCommandSpec();
        UsageMessageSpec usage = command.usageMessage();
        usage.headerHeading("NAME%n");
        usage.synopsisHeading("%nSYNOPSIS%n");
        usage.descriptionHeading("%nDESCRIPTION%n");
        usage.parameterListHeading("%nPARAMETERS%n");
        usage.optionListHeading("%nOPTIONS%n");
        usage.commandListHeading("%nCOMMANDS%n");
        usage.exitCodeListHeading("%nEXIT STATUS%n");
        usage.exitCodeList(ExitCode.list());
        usage.abbreviateSynopsis(true);
        usage.sortOptions(false);
        if (usage.footer().length > 0) {
            usage.footerHeading("%nEXAMPLES%n");
        }
        String[] header = usage.header();
        usage.header("%s - %s".formatted(command.qualifiedName(), header.length == 0 ? "" : header[0]));
        commandLine.getSubcommands().values().forEach(ManPages::arrange);
    }

    /// Of all commands at once: picocli hands what it is given on to those below.
    private static void indent(CommandLine commandLine) {
        Map<String, IHelpSectionRenderer> sections = commandLine.getHelpSectionMap();
        for (String key :
                List.of(SECTION_KEY_HEADER, SECTION_KEY_SYNOPSIS, SECTION_KEY_DESCRIPTION, SECTION_KEY_FOOTER)) {
            IHelpSectionRenderer renderer = sections.get(key);
            if (renderer != null) {
                sections.put(key, help -> indented(renderer.render(help)));
            }
        }
        commandLine.setHelpSectionMap(sections);
    }

    private static String indented(String text) {
        return text.isBlank() ? text : text.indent(INDENT);
    }
}
