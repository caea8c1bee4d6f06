package io.guildhall.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What organisations A have that nobody else has, as it stands in the database: ids, identifiers, codes, numbers,
/// keys. Each with a value of the same shape that nobody has at all.
final class ForeignValues {
    private static final String MOBILES = "447700811";
    private static final String NO_MOBILES = "447799811";
    /// Codes of A begin with this letter, and codes of nobody with the other.
    private static final Pattern CODES =
            Pattern.compile("A(HQ|DEPOT|NORFLEET|TINY|QSC_ORG|TWINTOP|G|H|T|C|N1|NEW|CARDS|\\d+)");

    /// Smaller numbers are no ids, see [#spreadIds].
    private static final long FIRST_ID = 10_000_000L;
    /// As far above an id no sequence gets; the number has as many digits, and might be a mobile's as well as the
    /// other.
    private static final long UNREACHED = 9_000_000;

    /// @param absent the same as far as one can see, and nobody's
    record Foreign(String kind, String value, String absent, boolean number) {
        /// The same value in another column.
        Foreign and(Foreign other) {
            return new Foreign(kind + " " + other.kind, value, absent, number);
        }
    }

    /// An Idempotency-Key of all of A.
    static final String KEY = "A_KEY";

    private ForeignValues() {}

    /// Makes requests of `Fleet` and `EveryOperationTest` those of an organisation whose values are its own.
    static UnaryOperator<String> disguise() {
        return text -> text.replace("447700900", MOBILES)
                .replaceAll("\\bHQ\\b", "AHQ")
                .replaceAll("\\bDEPOT\\b", "ADEPOT")
                .replaceAll("\\b(NORFLEET|TINY|QSC_ORG|TWINTOP)\\b", "A$1")
                .replaceAll("'(G|H|T|C|N1|NEW|CARDS)'", "'A$1'")
                .replace("'generation':{", "'generation':{'prefix':'A',");
    }

    /// Ids of different kinds shall not be equal by chance: an id of A that is another thing's of B proves nothing.
    static void spreadIds(DataSource owner) {
        JdbcClient jdbc = JdbcClient.create(owner);
        List<String> sequences = jdbc.sql(
                        "SELECT sequencename FROM pg_sequences WHERE schemaname = 'guildhall' ORDER BY sequencename")
                .query(String.class)
                .list();
        for (int i = 0; i < sequences.size(); i++) {
            jdbc.sql("ALTER SEQUENCE guildhall.%s RESTART WITH %d".formatted(sequences.get(i), (i + 1) * FIRST_ID))
                    .update();
        }
    }

    /// @param codes of the organisations A
    static List<Foreign> of(DataSource owner, Set<String> codes) {
        JdbcClient jdbc = JdbcClient.create(owner);
        TreeMap<String, Foreign> found = new TreeMap<>();
        String organisations = "SELECT org_id FROM guildhall.org WHERE code = ANY(:codes)";
        for (Column column : columns(jdbc)) {
            String sql =
                    "SELECT DISTINCT CAST(%2$s AS text) FROM guildhall.%1$s WHERE org_id IN (%3$s) AND %2$s IS NOT NULL"
                            .formatted(column.table(), column.name(), organisations);
            List<String> values = jdbc.sql(sql)
                    .param("codes", codes.toArray(String[]::new))
                    .query(String.class)
                    .list();
            values.stream()
                    .filter(value -> isOnlyOfA(column, value, codes))
                    .sorted((left, right) -> Integer.compare(right.length(), left.length()))
                    .limit(1)
                    .forEach(value -> found.merge(value, foreign(column, value), Foreign::and));
        }
        found.put(KEY, new Foreign("idempotency_key.key", KEY, absent(KEY), false)); // not stored as it is sent
        return List.copyOf(found.values());
    }

    private static Foreign foreign(Column column, String value) {
        String kind = column.table() + "." + column.name();
        return switch (column.type()) {
            case "bigint" -> new Foreign(kind, value, Long.toString(Long.parseLong(value) + UNREACHED), true);
            case "uuid" -> new Foreign(kind, value, (value.startsWith("0") ? "1" : "0") + value.substring(1), false);
            default -> new Foreign(kind, value, absent(value), false);
        };
    }

    /// The first characters differ: messages show the last ones of an identifier.
    private static String absent(String value) {
        if (value.startsWith(MOBILES)) {
            return NO_MOBILES + value.substring(MOBILES.length());
        }
        return (value.startsWith("A") ? "Z" : "u") + value.substring(1);
    }

    private static boolean isOnlyOfA(Column column, String value, Set<String> codes) {
        if (column.type().equals("bigint")) {
            return Long.parseLong(value) >= FIRST_ID;
        }
        return column.type().equals("uuid")
                || value.length() <= 100
                        && (value.startsWith(MOBILES)
                                || CODES.matcher(value).matches()
                                || codes.stream().anyMatch(value::startsWith));
    }

    private record Column(String table, String name, String type) {}

    private static List<Column> columns(JdbcClient jdbc) {
        List<Column> columns = new ArrayList<>(jdbc.sql("""
                        SELECT c.table_name, c.column_name, c.data_type
                          FROM information_schema.columns AS c
                          JOIN information_schema.tables AS t USING (table_schema, table_name)
                         WHERE c.table_schema = 'guildhall' AND t.table_type = 'BASE TABLE'
                           AND c.data_type IN ('bigint', 'uuid', 'text')
                           AND c.column_name <> 'org_id'
                           AND EXISTS (SELECT 1 FROM information_schema.columns AS o
                                        WHERE o.table_schema = c.table_schema AND o.table_name = c.table_name
                                          AND o.column_name = 'org_id')
                         ORDER BY c.table_name, c.column_name
                        """)
                .query((rs, _) -> new Column(rs.getString(1), rs.getString(2), rs.getString(3)))
                .list());
        columns.add(new Column("org", "code", "text"));
        return columns;
    }

    /// All rows of these organisations, in one word for each table.
    static List<String> fingerprint(DataSource owner, Set<String> codes) {
        JdbcClient jdbc = JdbcClient.create(owner);
        Set<String> tables = new TreeSet<>();
        columns(jdbc).forEach(column -> tables.add(column.table()));
        return tables.stream()
                .map(table -> table + " "
                        + jdbc.sql("""
                                        SELECT count(*) || ' ' || md5(coalesce(string_agg(r.row, chr(10) ORDER BY r.row), ''))
                                          FROM (SELECT CAST(t AS text) AS row
                                                  FROM guildhall.%s AS t
                                                 WHERE t.org_id IN (SELECT org_id FROM guildhall.org WHERE code = ANY(:codes))) AS r
                                        """.formatted(table))
                                .param("codes", codes.toArray(String[]::new))
                                .query(String.class)
                                .single())
                .toList();
    }
}
