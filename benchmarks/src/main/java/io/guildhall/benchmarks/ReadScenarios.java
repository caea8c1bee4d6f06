package io.guildhall.benchmarks;

import io.guildhall.benchmarks.data.Organisation;
import io.guildhall.benchmarks.data.People;
import io.guildhall.benchmarks.measure.Load.Times;
import io.guildhall.benchmarks.report.Figure;
import io.guildhall.benchmarks.service.Request;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Every kind of read in an organisation while it is small and again when it has grown: what an answer costs is to be
/// told
/// by the answer and not by how much lies around it.
///
/// Companies grow in number and not in size, as those of a brand do: 50 for every nine families, the first of them
/// above
/// the others, with about 200 people each.
final class ReadScenarios {
    private static final int BULK_CONNECTIONS = 2;
    private static final int FAMILIES_OF_A_GROUP = 9;
    private static final double MOST = 3;
    private static final String LISTING = "/v2/customers/bulk?source=INSTORE&associationEntityType=company"
            + "&associationEntityIdentifierType=externalId&limit=50&associationEntityIdentifierValue=";
    private static final String DETAILS = "/v2/customers/lookup/customerDetails?source=INSTORE"
            + "&identifierName=mobile&embed=fleetParentDetails&identifierValue=";
    private static final String[] NAMES = {"Alma", "bram", "Cleo", "dario", "Esme", "faro", "Greta", "hugo"};

    private final Stage stage;
    private final Scale scale;
    private int families;

    ReadScenarios(Stage stage, Scale scale) {
        this.stage = stage;
        this.scale = scale;
    }

    List<Figure> reads() throws Exception {
        Organisation read = stage.found("read");
        grow(read, scale.fewFamilies());
        measured(read); // the service has compiled what it runs before the clock counts
        long few = people(read);
        Map<String, Times> before = measured(read);
        grow(read, scale.manyFamilies());
        measured(read);
        long many = people(read);
        Map<String, Times> after = measured(read);
        List<Figure> figures = new ArrayList<>();
        String worst = "";
        double highest = 0;
        for (Map.Entry<String, Times> measured : after.entrySet()) {
            Times small = before.getOrDefault(measured.getKey(), measured.getValue());
            double ratio = measured.getValue().percentileMillis(0.99) / small.percentileMillis(0.99);
            figures.add(figure(measured.getKey(), measured.getValue(), small, ratio));
            if (ratio > highest) {
                highest = ratio;
                worst = measured.getKey();
            }
        }
        figures.add(new Figure(
                "Reads, p99 of %,d people ÷ of %,d, the highest".formatted(many, few),
                "ratio",
                List.of(),
                List.of(),
                List.of(highest),
                List.of(),
                "≤ 3",
                0,
                0,
                null,
                stage.residentMegabytes(),
                "%s; %d kinds of reads, %,d calls each, one after the other%s"
                        .formatted(
                                worst, after.size(), scale.reads(), highest > MOST ? "; above what it is to be" : "")));
        return figures;
    }

    private static Figure figure(String name, Times many, Times few, double ratio) {
        return new Figure(
                "Read: " + name,
                "ms, p99",
                List.of(many.percentileMillis(0.99)),
                List.of(),
                List.of(ratio),
                List.of(),
                "≤ 3",
                many.percentileMillis(0.5),
                many.percentileMillis(0.99),
                null,
                0,
                "p99 %.2f ms and %.2f ms, median %.2f ms and %.2f ms"
                        .formatted(
                                few.percentileMillis(0.99),
                                many.percentileMillis(0.99),
                                few.percentileMillis(0.5),
                                many.percentileMillis(0.5)));
    }

    private void grow(Organisation organisation, int wanted) throws Exception {
        while (families < wanted) {
            int group = families / FAMILIES_OF_A_GROUP;
            int end = Math.min(wanted, (group + 1) * FAMILIES_OF_A_GROUP);
            if (families % FAMILIES_OF_A_GROUP == 0) {
                found(organisation, group);
            }
            int some = end - families;
            stage.call(stage.post(organisation, in(group, People.parents(families, some)), some * 2 * People.PARENTS));
            List<Request> children = IntStream.range(families, end)
                    .mapToObj(family -> stage.post(organisation, in(group, People.children(family)), People.CHILDREN))
                    .toList();
            stage.load(children, BULK_CONNECTIONS);
            families = end;
        }
        // as the database is some minutes later by itself
        try (Connection owner = stage.database().asOwner();
                Statement statement = owner.createStatement()) {
            statement.execute("VACUUM (ANALYZE)");
            statement.execute("CHECKPOINT");
        }
    }

    /// 50 companies with their founders, all but the first below the first.
    private void found(Organisation organisation, int group) throws Exception {
        stage.call(stage.post(
                organisation, in(group, People.founders((long) (group + 1) * People.PARENTS)), People.PARENTS));
        byte[] below = "{\"parentCompany\":{\"externalId\":\"%s\"}}"
                .formatted(company(group, 0))
                .getBytes(StandardCharsets.UTF_8);
        List<Request> moves = IntStream.range(1, People.PARENTS)
                .mapToObj(
                        number -> stage.put(organisation, "/v2/companies?externalId=" + company(group, number), below))
                .toList();
        stage.load(moves, 1);
    }

    private static String company(int group, int number) {
        return "GROUP-" + group + "-" + People.company(number);
    }

    private static byte[] in(int group, byte[] body) {
        return new String(body, StandardCharsets.UTF_8)
                .replace("\"externalId\":\"COMPANY-", "\"externalId\":\"GROUP-" + group + "-COMPANY-")
                .getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, Times> measured(Organisation organisation) throws Exception {
        List<Long> drivers = ids(organisation, "a.child_count = 0");
        List<Long> owners = ids(organisation, "a.child_count > 0");
        int groups = (families + FAMILIES_OF_A_GROUP - 1) / FAMILIES_OF_A_GROUP;
        Map<String, IntFunction<String>> reads = new LinkedHashMap<>();
        reads.put("a person", i -> "/v2/customers/" + of(drivers, i) + "?source=INSTORE");
        reads.put("look-up with details", i -> DETAILS + mobile(i));
        reads.put(
                "search by a number", i -> "/v2/customers/search?q=" + mobile(i).substring(0, 11));
        reads.put("search by a name", i -> "/v2/customers/search?q=" + NAMES[i % NAMES.length].substring(0, 3 + i % 2));
        reads.put("people of a company", i -> LISTING + company(i % groups, i * 7 % People.PARENTS));
        reads.put("company tree", i -> "/v2/companies/tree?externalId=" + company(i % groups, 0));
        reads.put("ancestors", i -> "/v2/customers/" + of(drivers, i) + "/ancestors");
        reads.put("descendants", i -> "/v2/customers/" + of(owners, i) + "/descendants?limit=50");
        reads.put("history", i -> "/v2/customers/" + of(drivers, i) + "/association/history");
        reads.put("changes", i -> "/v2/changes?limit=" + (20 + i % 30));
        reads.put("statistics", _ -> "/v2/statistics");
        Map<String, Times> times = new LinkedHashMap<>();
        for (Map.Entry<String, IntFunction<String>> read : reads.entrySet()) {
            List<Request> calls = IntStream.range(0, scale.reads())
                    .mapToObj(i -> stage.get(organisation, read.getValue().apply(i)))
                    .toList();
            times.put(read.getKey(), stage.load(calls, 1));
        }
        return times;
    }

    private String mobile(int i) {
        return People.mobile(People.child(i * 31 % families, i * 17 % People.CHILDREN));
    }

    private static long of(List<Long> ids, int i) {
        return ids.get(i % ids.size());
    }

    /// Some people, from anywhere.
    private List<Long> ids(Organisation organisation, String which) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (Connection owner = stage.database().asOwner();
                PreparedStatement query = owner.prepareStatement("""
                        SELECT a.customer_id FROM association AS a
                         WHERE a.org_id = ? AND %s ORDER BY md5(a.id::text) LIMIT 2000
                        """.formatted(which))) {
            query.setLong(1, stage.idOf(organisation));
            try (ResultSet rs = query.executeQuery()) {
                while (rs.next()) {
                    ids.add(rs.getLong(1));
                }
            }
        }
        return ids;
    }

    private long people(Organisation organisation) throws SQLException {
        try (Connection owner = stage.database().asOwner();
                PreparedStatement query = owner.prepareStatement("SELECT count(*) FROM customer WHERE org_id = ?")) {
            query.setLong(1, stage.idOf(organisation));
            try (ResultSet rs = query.executeQuery()) {
                rs.next();
                return rs.getLong(1);
            }
        }
    }
}
