package io.guildhall.benchmarks.data;

/// An organisation with everything that the people of a benchmark need.
///
/// @param code unique in the service, also for its till
public record Organisation(String code, String secret) {
    public static final int COMPANIES = 50;

    public String till() {
        return code + ".till";
    }

    /// The body of PUT /admin/v1/orgs/{code}.
    public String document() {
        return """
                {"code": "%s", "name": "Benchmark %1$s", "baseCountry": "GB", "timeZone": "Europe/London", "currency": "GBP",
                 "language": "en",
                 "tills": [{"code": "%s", "name": "Desk", "role": "WRITE", "secret": "%s"}],
                 "customFields": [{"name": "shift", "dataType": "STRING"}, {"name": "vehicle", "dataType": "STRING"}],
                 "extendedFields": [{"entity": "customer", "name": "preferred_language", "dataType": "STRING"},
                                    {"entity": "customer", "name": "home_depot", "dataType": "STRING"}],
                 "cardSeries": [{"code": "EXTERNAL", "type": "PHYSICAL", "external": true}],
                 "hierarchies": [{"code": "FLEET", "name": "Fleet", "default": true, "hierarchyCreationStrict": false,
                   "skipRoleAllowed": true,
                   "roles": [{"code": "OWNER", "childRoleCode": "DRIVER", "maxChild": 30000}, {"code": "DRIVER"}]}]}
                """.formatted(code, till(), secret);
    }

    @Override
    public String toString() {
        return "Organisation[" + code + "]"; // holds a secret
    }
}
