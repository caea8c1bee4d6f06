package io.guildhall.benchmarks.floor;

import io.guildhall.benchmarks.floor.Catalogue.Column;
import io.guildhall.benchmarks.floor.Catalogue.Table;
import io.guildhall.benchmarks.floor.OrgRows.Row;
import io.guildhall.benchmarks.service.BenchFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What one call of the service did to the tables of its organisation, told apart by comparing all rows before
/// and after: which table got which rows, which columns of which rows changed.
///
/// @param ids ids that the call made, by the column that they come from
/// @param texts texts that had to be new, numbered: what a unique key holds that no fresh id makes unique
/// @param uuids that the call made, numbered
public record Recording(
        int number,
        List<Rows> inserted,
        List<Rows> updated,
        Map<String, Set<Long>> ids,
        Map<String, Integer> texts,
        Map<String, Integer> uuids,
        long firstId,
        long idRange) {
    /// Rows of one table.
    ///
    /// @param columns those that matter: of updates, the primary key and what changed
    record Rows(Table table, List<Column> columns, List<List<@Nullable String>> rows) {}

    static Recording of(int number, Catalogue catalogue, OrgRows before, OrgRows after) {
        List<Rows> inserted = new ArrayList<>();
        List<Rows> updated = new ArrayList<>();
        for (Table table : catalogue.inOrder()) {
            Map<List<@Nullable String>, Row> old = before.of(table);
            Map<List<@Nullable String>, Row> fresh = new LinkedHashMap<>(after.of(table));
            if (!fresh.keySet().containsAll(old.keySet()) && !table.name().equals(Catalogue.NOTED_NUMBERS)) {
                throw new BenchFailure("The call has deleted rows of " + table.name() + ", which no floor stands for");
            }
            fresh.keySet().removeAll(old.keySet());
            if (!fresh.isEmpty()) {
                inserted.add(new Rows(
                        table,
                        table.columns(),
                        fresh.values().stream().map(Row::values).toList()));
            }
            Rows changes = changes(table, old, after.of(table));
            if (!changes.rows().isEmpty()) {
                updated.add(changes);
            }
        }
        Map<String, Set<Long>> ids = ids(catalogue, inserted);
        List<Long> all = ids.values().stream().flatMap(Set::stream).sorted().toList();
        long first = all.isEmpty() ? 0 : all.getFirst();
        return new Recording(
                number,
                List.copyOf(inserted),
                List.copyOf(updated),
                ids,
                texts(catalogue, inserted, ids),
                uuids(inserted),
                first,
                all.isEmpty() ? 1 : all.getLast() - first + 1);
    }

    private static Rows changes(
            Table table, Map<List<@Nullable String>, Row> before, Map<List<@Nullable String>, Row> after) {
        List<Row> changed = new ArrayList<>();
        Set<Integer> columns = new HashSet<>();
        before.forEach((key, old) -> {
            Row now = after.getOrDefault(key, old);
            if (!now.equals(old)) {
                changed.add(now);
                for (int i = 0; i < old.values().size(); i++) {
                    if (!Objects.equals(old.values().get(i), now.values().get(i))) {
                        columns.add(i);
                    }
                }
            }
        });
        table.primaryKey().stream()
                .filter(column -> !column.equals(Catalogue.OWNER))
                .map(table::index)
                .forEach(columns::add);
        List<Integer> kept = columns.stream().sorted().toList();
        return new Rows(
                table,
                kept.stream().map(table.columns()::get).toList(),
                changed.stream().map(row -> pick(row.values(), kept)).toList());
    }

    private static List<@Nullable String> pick(List<@Nullable String> values, List<Integer> kept) {
        List<@Nullable String> picked = new ArrayList<>();
        kept.forEach(index -> picked.add(values.get(index)));
        return picked;
    }

    private static Map<String, Set<Long>> ids(Catalogue catalogue, List<Rows> inserted) {
        Map<String, Set<Long>> ids = new HashMap<>();
        for (Rows rows : inserted) {
            for (int i = 0; i < rows.columns().size(); i++) {
                Column column = rows.columns().get(i);
                String own = rows.table().name() + "." + column.name();
                if (column.type().equals("bigint") && own.equals(catalogue.source(rows.table(), column.name()))) {
                    int index = i;
                    ids.put(
                            own,
                            rows.rows().stream()
                                    .map(row -> Long.valueOf(Objects.requireNonNull(row.get(index))))
                                    .collect(Collectors.toSet()));
                }
            }
        }
        return ids;
    }

    private static Map<String, Integer> uuids(List<Rows> inserted) {
        Map<String, Integer> uuids = new HashMap<>();
        for (Rows rows : inserted) {
            for (int i = 0; i < rows.columns().size(); i++) {
                Column column = rows.columns().get(i);
                if (column.type().equals("uuid") && rows.table().primaryKey().contains(column.name())) {
                    for (List<@Nullable String> row : rows.rows()) {
                        uuids.putIfAbsent(Objects.requireNonNull(row.get(i)), uuids.size());
                    }
                }
            }
        }
        return uuids;
    }

    /// Every unique key needs one column that is new in each repetition.
    private static Map<String, Integer> texts(Catalogue catalogue, List<Rows> inserted, Map<String, Set<Long>> ids) {
        Map<String, Integer> texts = new HashMap<>();
        for (Rows rows : inserted) {
            Table table = rows.table();
            for (List<String> key : table.keys()) {
                boolean renewed = key.stream()
                        .anyMatch(column ->
                                ids.containsKey(Objects.requireNonNullElse(catalogue.source(table, column), ""))
                                        || table.columns()
                                                .get(table.index(column))
                                                .type()
                                                .equals("uuid"));
                if (!renewed) {
                    key.stream()
                            .map(table::index)
                            .filter(index -> table.columns().get(index).type().equals("text"))
                            .forEach(index -> rows.rows().forEach(row -> number(row.get(index), texts)));
                }
            }
        }
        return texts;
    }

    private static void number(@Nullable String text, Map<String, Integer> texts) {
        if (text != null && Repetition.endsInDigits(text)) {
            texts.putIfAbsent(text, texts.size());
        }
    }

    /// How many rows the call wrote in which table; updates are marked.
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        inserted.forEach(rows -> counts.put(rows.table().name(), rows.rows().size()));
        updated.forEach(rows ->
                counts.put(rows.table().name() + " (updated)", rows.rows().size()));
        return counts;
    }
}
