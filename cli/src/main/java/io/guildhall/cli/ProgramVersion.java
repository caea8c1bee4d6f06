package io.guildhall.cli;

/// Which version this is, as the jar tells.
public final class ProgramVersion {
    private static final String UNKNOWN = "(not packaged)";

    private ProgramVersion() {}

    public static String of() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? UNKNOWN : version;
    }
}
