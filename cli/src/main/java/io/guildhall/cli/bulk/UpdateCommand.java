package io.guildhall.cli.bulk;

import io.guildhall.cli.command.Environment;
import picocli.CommandLine.Command;

@Command(
        name = "update",
        header = "change registered people and move them under other parents",
        description = {
            "Sends the items of a file through PUT /v2/customers/bulk, in batches. Identifiers find the person; people who"
                    + " are not registered are an error. Hierarchy, role and company stay.",
            "",
            "Batches, keys and what is tried again are as for guildhall associate."
        },
        footer = {"guildhall update moves.json --dry-run", "guildhall update moves.ndjson --output json --show problems"
        })
public final class UpdateCommand extends BulkCommand {
    UpdateCommand(Environment environment) {
        super(environment, "PUT");
    }
}
