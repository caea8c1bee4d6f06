package io.guildhall.cli.work;

import picocli.CommandLine.Option;

/// `--help`, which every command takes.
public final class HelpOption {
    @Option(
            order = 2000,
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    private boolean help;

    /// Whether it was asked for; picocli then prints it and runs nothing.
    public boolean isAskedFor() {
        return help;
    }
}
