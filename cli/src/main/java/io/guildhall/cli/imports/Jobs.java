package io.guildhall.cli.imports;

import io.guildhall.cli.command.CommandFailure;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.service.Call;
import io.guildhall.cli.service.Patience;
import io.guildhall.cli.work.People;
import io.guildhall.cli.work.Workplace;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The calls about imports.
final class Jobs {
    static final String PATH = "/v2/imports";
    /// Stands for the newest import.
    private static final String LAST = "last";

    private static final String ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    /// A service that is started anew goes on with its jobs, so it is worth to wait for it.
    private static final Patience UNTIL_RESTARTED = Patience.of(10);

    private Jobs() {}

    /// The id of the import that is meant.
    ///
    /// @param name an id, or `last`
    static String id(Workplace place, String name) throws InterruptedException {
        if (name.matches(ID)) {
            return name;
        }
        if (!name.equals(LAST)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "%s is no id of an import.".formatted(name),
                    "guildhall import list, or last for the newest");
        }
        JsonNode newest = place.read(PATH, Map.of("limit", "1")).path("data").path(0);
        if (newest.isMissingNode()) {
            throw new CommandFailure(ExitCode.USAGE, "There is no import yet.");
        }
        return People.text(newest, "id");
    }

    static JsonNode read(Workplace place, String id) throws InterruptedException {
        return place.send(Call.get(PATH + "/" + id).patience(UNTIL_RESTARTED))
                .orRefuse()
                .json();
    }

    /// @param verb `pause`, `resume` or `cancel`, each of which may be said twice
    static JsonNode steer(Workplace place, String id, String verb) throws InterruptedException {
        return place.send(Call.write("POST", PATH + "/" + id + "/" + verb).patience(Patience.whileBusy(5)))
                .orRefuse()
                .json();
    }
}
