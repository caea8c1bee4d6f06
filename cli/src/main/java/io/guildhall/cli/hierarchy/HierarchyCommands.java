package io.guildhall.cli.hierarchy;

import io.guildhall.cli.work.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "hierarchy",
        header = "hierarchies and their roles",
        description = "A hierarchy says which roles there are and who may stand under whom.",
        subcommands = {ListHierarchies.class, ShowHierarchy.class})
public final class HierarchyCommands {
    @Mixin
    private final HelpOption help = new HelpOption();
}
