package io.guildhall.cli.change;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What taking something back is told.
public final class RevertOptions {
    /// What becomes of records that others have changed since.
    enum OnConflict {
        skip,
        fail
    }

    @Option(names = "--dry-run", description = "Show what would be taken back, and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--on-conflict",
            paramLabel = "WHAT",
            description =
                    "What becomes of records that others have changed since: skip (they stay) or fail (all stays)."
                            + " Default: skip.")
    private @Nullable OnConflict onConflict;

    public boolean dryRun() {
        return dryRun;
    }

    public Map<String, String> query() {
        Map<String, String> query = new HashMap<>();
        if (dryRun) {
            query.put("dryRun", "true");
        }
        if (onConflict != null) {
            query.put("onConflict", onConflict.name());
        }
        return query;
    }
}
