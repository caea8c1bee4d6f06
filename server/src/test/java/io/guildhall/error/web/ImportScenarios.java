package io.guildhall.error.web;

import io.guildhall.Fleet;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.error.ErrorCode;
import java.util.EnumMap;
import java.util.Map;

/// Files.
final class ImportScenarios {
    private static final String IMPORTS = "/v2/imports";

    private ImportScenarios() {}

    static Map<ErrorCode, Scenario> all() {
        Map<ErrorCode, Scenario> all = new EnumMap<>(ErrorCode.class);
        all.put(ErrorCode.IMPORT_COLUMN_UNKNOWN, org -> csv(org, "moblie\n1\n"));
        all.put(ErrorCode.IMPORT_COLUMN_DOUBLED, org -> csv(org, "mobile,Mobile\n1,2\n"));
        all.put(ErrorCode.IMPORT_CELL_UNUSABLE, org -> csv(org, "mobile\n1.2E+11\n"));
        all.put(
                ErrorCode.IMPORT_ENCODING,
                org -> org.with("POST", IMPORTS, "mobile\n1\n", "Content-Type", "text/csv;charset=ISO-8859-1"));
        all.put(ErrorCode.IMPORT_STATE, org -> org.post(IMPORTS + "/" + finished(org) + "/cancel", null));
        all.put(ErrorCode.IMPORT_NO_FAILED_ROW, org -> ndjson(org, "{'line':7,'row':{}}", "?repairs=" + finished(org)));
        return all;
    }

    private static Answer csv(TestOrganisation org, String file) {
        return org.with("POST", IMPORTS, file, "Content-Type", "text/csv");
    }

    private static Answer ndjson(TestOrganisation org, String file, String query) {
        return org.with("POST", IMPORTS + query, file, "Content-Type", "application/x-ndjson");
    }

    private static String finished(TestOrganisation org) {
        String id = ndjson(org, Fleet.person(301), "").at("/import/id").asString();
        for (int i = 0; i < 600; i++) {
            if (org.get(IMPORTS + "/" + id).at("/import/state").asString().equals("SUCCEEDED")) {
                return id;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        throw new AssertionError("not finished");
    }
}
