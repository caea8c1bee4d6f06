package io.guildhall.cli.organisation;

import io.guildhall.cli.work.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The commands of the operator.
@Command(
        name = "org",
        header = "organisations of the service",
        description = {
            "An organisation is one document: tills, sources, fields, hierarchies, programmes, card series, labels."
                    + " These commands are for the operator of the service, whose credential comes from"
                    + " GUILDHALL_OPERATOR, GUILDHALL_OPERATOR_FILE, operator-file of the profile, or from the data"
                    + " directory of a service on this machine."
        },
        subcommands = {ListOrganisations.class, ExportOrganisation.class, ApplyOrganisation.class})
public final class OrganisationCommands {
    @Mixin
    private final HelpOption help = new HelpOption();
}
