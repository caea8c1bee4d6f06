package io.guildhall.cli.company;

import io.guildhall.cli.work.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "company",
        header = "companies",
        description = "Companies and their sub-companies. guildhall tree draws one with its people.",
        subcommands = {ListCompanies.class, ShowCompany.class})
public final class CompanyCommands {
    @Mixin
    private final HelpOption help = new HelpOption();
}
