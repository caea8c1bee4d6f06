package io.guildhall.cli.demo;

import io.guildhall.cli.table.Style;
import io.guildhall.cli.terminal.Output;
import java.util.List;

/// The last words about a case.
final class Verdict {
    private Verdict() {}

    /// @param differences a sentence each
    static void show(Output output, List<String> differences) {
        if (differences.isEmpty()) {
            output.line("As expected.", Style.GOOD);
        } else {
            output.line("Not as expected:", Style.BAD);
            differences.forEach(difference -> output.line("  " + difference));
        }
    }
}
