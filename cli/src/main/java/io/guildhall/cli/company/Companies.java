package io.guildhall.cli.company;

import io.guildhall.cli.work.Workplace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The reads of companies, in pages of the largest size that the service gives.
public final class Companies {
    private static final int PAGE = 100;
    private static final String ID = "id:";

    private Companies() {}

    /// @param total how many there are
    public record Found(List<JsonNode> companies, long total) {
        public Found {
            companies = List.copyOf(companies);
        }
    }

    /// At most `most` companies, the oldest first.
    public static Found list(Workplace place, boolean inactive, int most) throws InterruptedException {
        List<JsonNode> companies = new ArrayList<>();
        long total = Long.MAX_VALUE;
        while (companies.size() < Math.min(most, total)) {
            JsonNode page = place.read(
                    "/v2/companies/all",
                    Map.of(
                            "status",
                            inactive ? "INACTIVE" : "ACTIVE",
                            "sortOrder",
                            "ASC",
                            "limit",
                            Integer.toString(Math.min(PAGE, most - companies.size())),
                            "offset",
                            Integer.toString(companies.size())));
            total = page.path("pagination").path("total").asLong(0);
            JsonNode data = page.path("data");
            if (data.isEmpty()) {
                break;
            }
            companies.addAll(data.values());
        }
        return new Found(companies, Math.max(total, companies.size()));
    }

    /// @param name the key, or `id:NUMBER`
    public static JsonNode one(Workplace place, String name) throws InterruptedException {
        return place.read("/v2/companies", new HashMap<>(query(name)));
    }

    private static Map<String, String> query(String name) {
        return name.startsWith(ID) ? Map.of("id", name.substring(ID.length())) : Map.of("externalId", name);
    }
}
