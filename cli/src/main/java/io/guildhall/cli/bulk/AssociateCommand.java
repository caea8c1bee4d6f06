package io.guildhall.cli.bulk;

import io.guildhall.cli.command.Environment;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "associate",
        header = "register people and tie them to company, role, parent and children",
        description = {
            "Sends the items of a file through POST /v2/customers/bulk, in batches. Registered people are neither changed"
                    + " nor moved; a link that is missing is made. Sending the same file again changes nothing.",
            "",
            "An item may name people and companies that another item of the same batch brings, in any order. For files"
                    + " whose references reach further, and for CSV and XLSX, use guildhall import.",
            "",
            "Nothing is sent of a file that is no JSON further down. Each batch carries a key and is sent again when the"
                    + " service is busy (429, 503, as Retry-After says) or the connection breaks; it is carried out once."
                    + " Ctrl-C ends between or within batches: what was sent is in the books."
        },
        footer = {
            "guildhall associate people.json --dry-run",
            "guildhall associate people.ndjson --strict",
            "jq -c '.[]' people.json | guildhall associate - --output json > outcome.ndjson"
        })
public final class AssociateCommand extends BulkCommand {
    /// What becomes of a registered person who is sent without a place.
    enum OnExisting {
        fail,
        update
    }

    @Option(
            names = "--on-existing",
            paramLabel = "WHAT",
            description =
                    "What becomes of registered people sent without associationDetails: fail or update. Default: fail.")
    private @Nullable OnExisting onExisting;

    AssociateCommand(Environment environment) {
        super(environment, "POST");
    }

    @Override
    Map<String, String> furtherQuery() {
        return onExisting == null ? Map.of() : Map.of("onExisting", onExisting.name());
    }
}
