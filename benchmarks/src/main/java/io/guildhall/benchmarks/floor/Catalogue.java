package io.guildhall.benchmarks.floor;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The tables that belong to organisations, as the database describes them.
public final class Catalogue {
    static final String OWNER = "org_id";

    /// @param columns in their order
    /// @param keys unique keys, each a list of columns, the primary one first
    record Table(String name, List<Column> columns, List<List<String>> keys, List<Reference> references) {
        List<String> primaryKey() {
            return keys.getFirst();
        }

        int index(String column) {
            return columns.stream().map(Column::name).toList().indexOf(column);
        }
    }

    /// @param type as SQL writes it
    record Column(String name, String type) {}

    /// A foreign key.
    record Reference(List<String> columns, String table, List<String> targets) {}

    /// Numbers that calls note are taken out of here and summed up beside the calls, at any time.
    static final String NOTED_NUMBERS = "count_change";

    private static final String COLUMNS = """
            SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod)
              FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
             WHERE c.relnamespace = 'guildhall'::regnamespace AND c.relkind IN ('r', 'p') AND c.relrowsecurity
               AND c.relname NOT IN ('link_count', 'day_count')
               AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
             ORDER BY c.relname, a.attnum
            """;
    private static final String KEYS = """
            SELECT c.relname,
                   ARRAY(SELECT a.attname::text FROM pg_attribute AS a
                          WHERE a.attrelid = c.oid AND a.attnum = ANY(CAST(i.indkey AS smallint[]))
                          ORDER BY array_position(CAST(i.indkey AS smallint[]), a.attnum))
              FROM pg_class AS c JOIN pg_index AS i ON i.indrelid = c.oid
             WHERE c.relnamespace = 'guildhall'::regnamespace AND i.indisunique
             ORDER BY c.relname, i.indisprimary DESC
            """;
    private static final String REFERENCES = """
            SELECT c.relname, f.relname,
                   ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS n(number, place)
                           JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = n.number ORDER BY n.place),
                   ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS n(number, place)
                           JOIN pg_attribute AS a ON a.attrelid = f.oid AND a.attnum = n.number ORDER BY n.place)
              FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid JOIN pg_class AS f ON f.oid = k.confrelid
             WHERE k.contype = 'f' AND c.relnamespace = 'guildhall'::regnamespace
             ORDER BY k.conname
            """;

    private final Map<String, Table> tables = new LinkedHashMap<>();

    public static Catalogue read(Connection connection) throws SQLException {
        Catalogue catalogue = new Catalogue();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rs = statement.executeQuery(COLUMNS)) {
                while (rs.next()) {
                    catalogue
                            .tables
                            .computeIfAbsent(
                                    rs.getString(1),
                                    name -> new Table(name, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()))
                            .columns()
                            .add(new Column(rs.getString(2), rs.getString(3)));
                }
            }
            try (ResultSet rs = statement.executeQuery(KEYS)) {
                while (rs.next()) {
                    Table table = catalogue.tables.get(rs.getString(1));
                    if (table != null) {
                        table.keys().add(texts(rs.getArray(2)));
                    }
                }
            }
            try (ResultSet rs = statement.executeQuery(REFERENCES)) {
                while (rs.next()) {
                    Table table = catalogue.tables.get(rs.getString(1));
                    if (table != null) {
                        table.references()
                                .add(new Reference(texts(rs.getArray(3)), rs.getString(2), texts(rs.getArray(4))));
                    }
                }
            }
        }
        return catalogue;
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    /// Tables, each behind those that it refers to.
    List<Table> inOrder() {
        Set<Table> ordered = new LinkedHashSet<>();
        tables.values().forEach(table -> place(table, ordered, new LinkedHashSet<>()));
        return List.copyOf(ordered);
    }

    private void place(Table table, Set<Table> ordered, Set<Table> above) {
        if (ordered.contains(table) || !above.add(table)) {
            return;
        }
        for (Reference reference : table.references()) {
            Table target = tables.get(reference.table());
            if (target != null) {
                place(target, ordered, above);
            }
        }
        ordered.add(table);
    }

    /// The column that ids of this one come from, as `table.column`: the end of its foreign keys, or itself
    /// where it is a table's only key; null for a column that holds no ids.
    @Nullable
    String source(Table table, String column) {
        if (column.equals(OWNER)) {
            return null;
        }
        for (Reference reference : table.references()) {
            int place = reference.columns().indexOf(column);
            Table target = tables.get(reference.table());
            if (place >= 0 && target != null && target != table) {
                return source(target, reference.targets().get(place));
            }
            if (place >= 0 && target == table) {
                return table.name() + "." + reference.targets().get(place);
            }
        }
        return table.primaryKey().equals(List.of(OWNER, column)) ? table.name() + "." + column : null;
    }

    Table table(String name) {
        return Objects.requireNonNull(tables.get(name));
    }
}
