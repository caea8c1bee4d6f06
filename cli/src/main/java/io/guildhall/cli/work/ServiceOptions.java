package io.guildhall.cli.work;

import io.guildhall.cli.command.Environment;
import io.guildhall.cli.config.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options of every command that talks to a service. Help shows them after the command's own.
public final class ServiceOptions {
    /// How results are printed.
    public enum Format {
        table,
        json
    }

    @Option(
            order = 1001,
            names = {"-p", "--profile"},
            paramLabel = "NAME",
            description =
                    "Profile of config.toml to use. Default: GUILDHALL_PROFILE, else the one that the file names.")
    private @Nullable String profile;

    @Option(
            order = 1002,
            names = "--url",
            paramLabel = "URL",
            description =
                    "Address of the service. Default: GUILDHALL_URL, else the profile's, else http://127.0.0.1:8080.")
    private @Nullable String url;

    @Option(
            order = 1003,
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table or json. Default: ${DEFAULT-VALUE}.",
            defaultValue = "table")
    private Format output = Format.table;

    @Option(order = 1004, names = "--debug", description = "Show calls, and the stack trace of a failure.")
    private boolean debug;

    public Settings settings(Environment environment) {
        return Settings.resolve(environment, profile, url);
    }

    public Format output() {
        return output;
    }

    public boolean debug() {
        return debug;
    }
}
