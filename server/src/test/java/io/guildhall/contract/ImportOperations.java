package io.guildhall.contract;

import io.guildhall.Fleet;
import io.guildhall.TestOrganisation;
import io.guildhall.contract.EveryOperationTest.Call;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Calls about imports that succeed, for [EveryOperationTest].
final class ImportOperations {
    private ImportOperations() {}

    static void addTo(Map<String, Function<TestOrganisation, Call>> calls) {
        String all = "/v2/imports";
        String query = "?operation=associate&atomicity=item&source=INSTORE&dryRun=false&fileName=x.ndjson";
        calls.put("create-import", _ -> new Call(all + query, Fleet.person(307), false, "application/x-ndjson"));
        calls.put("list-imports", _ -> Call.of(all + "?limit=5&offset=0"));
        calls.put("read-import-template", _ -> Call.of(all + "/template?format=csv"));
        calls.put("read-import", org -> Call.of(all + "/" + imported(org)));
        calls.put("follow-import", org -> Call.of(all + "/" + imported(org) + "/events"));
        calls.put("read-import-errors", org -> Call.of(all + "/" + imported(org) + "/errors?format=ndjson"));
        calls.put("cancel-import", org -> Call.of(all + "/" + paused(org) + "/cancel"));
        calls.put("pause-import", org -> Call.of(all + "/" + imported(org) + "/pause"));
        calls.put("revert-import", org -> {
            String id = paused(org);
            org.post("/v2/imports/" + id + "/cancel", null);
            return Call.of(all + "/" + id + "/revert?onConflict=skip&dryRun=false");
        });
        calls.put("confirm-import", org -> Call.of(all + "/" + triedOut(org) + "/confirm"));
        calls.put("read-import-rows", org -> Call.of(all + "/" + triedOut(org) + "/rows?show=all&from=0&limit=10"));
        calls.put("resume-import", org -> Call.of(all + "/" + paused(org) + "/resume"));
    }

    /// Events of an import that nobody works on would not end.
    static Call followToItsEnd(TestOrganisation org) {
        String id = paused(org);
        org.post("/v2/imports/" + id + "/cancel", null);
        return Call.of("/v2/imports/" + id + "/events");
    }

    /// An import of so many rows that it goes on for a while.
    private static String imported(TestOrganisation org) {
        String rows = IntStream.range(0, 2_000)
                .mapToObj(number -> "{'profiles':[{'identifiers':[{'type':'externalId','value':'E" + number + "'}]}]}")
                .collect(Collectors.joining("\n"));
        return org.with("POST", "/v2/imports", rows, "Content-Type", "application/x-ndjson")
                .at("/import/id")
                .asString();
    }

    /// Where nobody works on imports, a dry run does not come to its end.
    static Call ofADryRunOnItsWay(TestOrganisation org, String operation) {
        String id = "/v2/imports/" + dryRun(org);
        return Call.of(operation.equals("confirm-import") ? id + "/confirm" : id + "/rows?show=all&from=0&limit=10");
    }

    private static String dryRun(TestOrganisation org) {
        return org.with("POST", "/v2/imports?dryRun=true", Fleet.person(308), "Content-Type", "application/x-ndjson")
                .at("/import/id")
                .asString();
    }

    /// A dry run at its end.
    private static String triedOut(TestOrganisation org) {
        String id = dryRun(org);
        for (int i = 0; i < 600; i++) {
            if (org.get("/v2/imports/" + id)
                    .at("/import/state")
                    .asString()
                    .matches("SUCCEEDED|COMPLETED_WITH_ERRORS")) {
                return id;
            }
            pause();
        }
        throw new AssertionError("The dry run does not come to its end");
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String paused(TestOrganisation org) {
        String id = imported(org);
        org.post("/v2/imports/" + id + "/pause", null);
        return id;
    }
}
