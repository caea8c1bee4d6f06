package io.guildhall.cli.customer;

import io.guildhall.cli.work.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "customer",
        header = "people",
        description = "People one at a time.",
        subcommands = {ShowCustomer.class, SearchCustomers.class})
public final class CustomerCommands {
    @Mixin
    private final HelpOption help = new HelpOption();
}
