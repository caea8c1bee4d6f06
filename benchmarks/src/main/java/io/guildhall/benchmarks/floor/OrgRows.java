package io.guildhall.benchmarks.floor;

import io.guildhall.benchmarks.floor.Catalogue.Column;
import io.guildhall.benchmarks.floor.Catalogue.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All rows of one organisation at one moment.
///
/// @param rows values as text, by table and primary key
record OrgRows(Map<String, Map<List<@Nullable String>, Row>> rows) {
    /// @param values in the order of the table's columns
    record Row(List<@Nullable String> values) {}

    static OrgRows read(Connection owner, Catalogue catalogue, long orgId) throws SQLException {
        Map<String, Map<List<@Nullable String>, Row>> all = new HashMap<>();
        for (Table table : catalogue.inOrder()) {
            String columns = table.columns().stream()
                    .map(column -> "CAST(" + column.name() + " AS text)")
                    .collect(Collectors.joining(", "));
            Map<List<@Nullable String>, Row> found = new HashMap<>();
            try (PreparedStatement query =
                    owner.prepareStatement("SELECT " + columns + " FROM " + table.name() + " WHERE org_id = ?")) {
                query.setLong(1, orgId);
                try (ResultSet rs = query.executeQuery()) {
                    while (rs.next()) {
                        List<@Nullable String> values = new ArrayList<>();
                        for (int i = 1; i <= table.columns().size(); i++) {
                            values.add(rs.getString(i));
                        }
                        found.put(key(table, values), new Row(values));
                    }
                }
            }
            all.put(table.name(), found);
        }
        return new OrgRows(all);
    }

    private static List<@Nullable String> key(Table table, List<@Nullable String> values) {
        List<@Nullable String> key = new ArrayList<>();
        for (Column column : table.columns()) {
            if (table.primaryKey().contains(column.name())) {
                key.add(values.get(table.index(column.name())));
            }
        }
        return key;
    }

    Map<List<@Nullable String>, Row> of(Table table) {
        return rows.getOrDefault(table.name(), Map.of());
    }
}
