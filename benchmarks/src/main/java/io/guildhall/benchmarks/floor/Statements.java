package io.guildhall.benchmarks.floor;

import io.guildhall.benchmarks.floor.Catalogue.Column;
import io.guildhall.benchmarks.floor.Recording.Rows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A recording as SQL: one statement per table. A column that is the same in all rows is one parameter, any other an
/// array.
record Statements(Catalogue catalogue, Recording recording, List<Prepared> prepared) {
    /// Types whose arrays the driver or the server takes as they are; others travel as text and are cast.
    private static final Map<String, String> ARRAYS = Map.of(
            "bigint", "int8",
            "integer", "int4",
            "smallint", "int2",
            "boolean", "bool",
            "text", "text",
            "uuid", "uuid",
            "timestamp with time zone", "timestamptz");

    /// @param owner which of the SQL's parameters is the organisation's id, from 1
    /// @param slots the others, in their order
    record Prepared(String sql, int rows, int owner, List<Slot> slots) {}

    /// @param source column that its ids come from
    /// @param array type of the array's elements; null for a single value
    record Slot(
            Column column,
            @Nullable String source,
            @Nullable String array,
            List<@Nullable String> values) {}

    /// A parameter: an array of longs or objects, or a text or null.
    record Argument(@Nullable String array, @Nullable Object value) {}

    static Statements of(Catalogue catalogue, Recording recording) {
        List<Prepared> prepared = new ArrayList<>();
        // ended rows make room in unique keys for those that take their places
        recording.updated().forEach(rows -> prepared.add(update(catalogue, rows)));
        recording.inserted().forEach(rows -> prepared.add(insert(catalogue, rows)));
        return new Statements(catalogue, recording, List.copyOf(prepared));
    }

    private static Prepared insert(Catalogue catalogue, Rows rows) {
        List<Slot> slots = slots(catalogue, rows).stream()
                .filter(slot -> !slot.column().name().equals(Catalogue.OWNER))
                .toList();
        String columns = slots.stream().map(slot -> slot.column().name()).collect(Collectors.joining(", "));
        String values = slots.stream().map(Statements::value).collect(Collectors.joining(", "));
        return new Prepared(
                "INSERT INTO %s (org_id, %s) SELECT ?, %s%s"
                        .formatted(rows.table().name(), columns, values, from(slots)),
                rows.rows().size(),
                1,
                inOrder(slots));
    }

    private static Prepared update(Catalogue catalogue, Rows rows) {
        List<String> key = rows.table().primaryKey();
        List<Slot> slots = slots(catalogue, rows);
        String changes = slots.stream()
                .filter(slot -> !key.contains(slot.column().name()))
                .map(slot -> slot.column().name() + " = " + value(slot))
                .collect(Collectors.joining(", "));
        String conditions = slots.stream()
                .filter(slot -> key.contains(slot.column().name()))
                .map(slot -> " AND t." + slot.column().name() + " = " + value(slot))
                .collect(Collectors.joining());
        List<Slot> ordered = new ArrayList<>();
        slots.stream()
                .filter(slot -> !key.contains(slot.column().name()) && slot.array() == null)
                .forEach(ordered::add);
        slots.stream().filter(slot -> slot.array() != null).forEach(ordered::add);
        slots.stream()
                .filter(slot -> key.contains(slot.column().name()) && slot.array() == null)
                .forEach(ordered::add);
        int owner = 1
                + (int) ordered.stream()
                        .filter(slot -> slot.array() != null
                                || !key.contains(slot.column().name()))
                        .count();
        return new Prepared(
                "UPDATE %s AS t SET %s%s WHERE t.org_id = ?%s"
                        .formatted(rows.table().name(), changes, from(slots), conditions),
                rows.rows().size(),
                owner,
                ordered);
    }

    private static List<Slot> slots(Catalogue catalogue, Rows rows) {
        List<Integer> key = rows.table().primaryKey().stream()
                .map(column ->
                        rows.columns().stream().map(Column::name).toList().indexOf(column))
                .filter(index -> index >= 0)
                .toList();
        List<List<@Nullable String>> sorted = new ArrayList<>(rows.rows());
        sorted.sort(byKey(key));
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < rows.columns().size(); i++) {
            Column column = rows.columns().get(i);
            List<@Nullable String> values = new ArrayList<>();
            for (List<@Nullable String> row : sorted) {
                values.add(row.get(i));
            }
            boolean same = new HashSet<>(values).size() == 1;
            slots.add(new Slot(
                    column,
                    catalogue.source(rows.table(), column.name()),
                    same ? null : ARRAYS.getOrDefault(column.type(), "text"),
                    same ? values.subList(0, 1) : values));
        }
        return slots;
    }

    /// Ids keep their order when they are renewed; shorter numbers come first.
    private static Comparator<List<@Nullable String>> byKey(List<Integer> key) {
        Comparator<String> order = Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());
        return (left, right) -> {
            for (int index : key) {
                int compared = order.compare(
                        Objects.requireNonNull(left.get(index)), Objects.requireNonNull(right.get(index)));
                if (compared != 0) {
                    return compared;
                }
            }
            return 0;
        };
    }

    private static List<Slot> inOrder(List<Slot> slots) {
        List<Slot> ordered = new ArrayList<>();
        slots.stream().filter(slot -> slot.array() == null).forEach(ordered::add);
        slots.stream().filter(slot -> slot.array() != null).forEach(ordered::add);
        return ordered;
    }

    private static String value(Slot slot) {
        String type = slot.column().type();
        if (slot.array() == null) {
            return "CAST(? AS " + type + ")";
        }
        String reference = "u." + slot.column().name();
        return ARRAYS.containsKey(type) ? reference : "CAST(" + reference + " AS " + type + ")";
    }

    private static String from(List<Slot> slots) {
        List<Slot> arrays = slots.stream().filter(slot -> slot.array() != null).toList();
        if (arrays.isEmpty()) {
            return "";
        }
        return arrays.stream()
                        .map(slot -> "CAST(? AS " + slot.array() + "[])")
                        .collect(Collectors.joining(", ", " FROM unnest(", ")"))
                + arrays.stream().map(slot -> slot.column().name()).collect(Collectors.joining(", ", " AS u(", ")"));
    }

    /// The parameters of one repetition, made ahead so that the clock sees the database alone.
    List<List<Argument>> arguments(Repetition repetition) {
        return prepared.stream()
                .map(statement -> statement.slots().stream()
                        .map(slot -> argument(slot, repetition))
                        .toList())
                .toList();
    }

    private static Argument argument(Slot slot, Repetition repetition) {
        if (slot.array() == null) {
            return new Argument(null, value(slot, slot.values().getFirst(), repetition));
        }
        if (slot.array().equals("int8") && !slot.values().contains(null)) {
            long[] ids = new long[slot.values().size()];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = repetition.id(
                        slot.source(),
                        Long.parseLong(Objects.requireNonNull(slot.values().get(i))));
            }
            return new Argument(slot.array(), ids);
        }
        @Nullable String[] values = new String[slot.values().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(slot, slot.values().get(i), repetition);
        }
        return new Argument(slot.array(), values);
    }

    private static @Nullable String value(Slot slot, @Nullable String old, Repetition repetition) {
        if (old == null) {
            return null;
        }
        return switch (slot.column().type()) {
            case "bigint" -> Long.toString(repetition.id(slot.source(), Long.parseLong(old)));
            case "text" -> repetition.text(old);
            case "uuid" -> repetition.uuid(old);
            default -> old;
        };
    }
}
