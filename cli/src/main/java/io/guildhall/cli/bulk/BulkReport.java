package io.guildhall.cli.bulk;

import io.guildhall.cli.bulk.BulkOptions.Show;
import io.guildhall.cli.table.Cell;
import io.guildhall.cli.table.Column;
import io.guildhall.cli.table.Style;
import io.guildhall.cli.table.Table;
import io.guildhall.cli.terminal.Output;
import io.guildhall.cli.work.People;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Shows what became of each item, and in the end of all.
final class BulkReport {
    /// What happened to a person, as the service says it.
    enum Effect {
        CREATED("created", Style.GOOD),
        LINKED("linked", Style.GOOD),
        MOVED("moved", Style.GOOD),
        UPDATED("updated", Style.GOOD),
        UNCHANGED("unchanged", Style.PLAIN),
        FAILED("failed", Style.BAD),
        /// One that a later service may say.
        OTHER("other", Style.PLAIN);

        private final String word;
        private final Style style;

        Effect(String word, Style style) {
            this.word = word;
            this.style = style;
        }

        static Effect of(JsonNode outcome) {
            String name = People.text(outcome, "outcome");
            for (Effect effect : values()) {
                if (effect.name().equals(name)) {
                    return effect;
                }
            }
            return OTHER;
        }
    }

    private static final List<Column> COLUMNS = List.of(
            Column.number("Line"),
            Column.number("Item"),
            Column.code("Outcome"),
            Column.number("Id"),
            Column.code("Level"),
            Column.number("Code"),
            Column.text("Message"),
            Column.path("Field"));

    private final Output output;
    private final boolean json;
    private final Show show;
    private final boolean dryRun;
    private final Map<Effect, Integer> items = new EnumMap<>(Effect.class);
    private final Map<Effect, Integer> children = new EnumMap<>(Effect.class);
    private final List<List<Cell>> rows = new ArrayList<>();
    private int warnings;

    BulkReport(Output output, boolean json, Show show, boolean dryRun) {
        this.output = output;
        this.json = json;
        this.show = show;
        this.dryRun = dryRun;
    }

    void add(Item item, JsonNode outcome) {
        items.merge(Effect.of(outcome), 1, Integer::sum);
        boolean problems =
                !outcome.path("errors").isEmpty() || !outcome.path("warnings").isEmpty();
        warnings += outcome.path("warnings").size();
        for (JsonNode child : outcome.path("children")) {
            children.merge(Effect.of(child), 1, Integer::sum);
            warnings += child.path("warnings").size();
            problems |=
                    !child.path("errors").isEmpty() || !child.path("warnings").isEmpty();
        }
        if (show == Show.none || show == Show.problems && !problems) {
            return;
        }
        if (json) {
            ((ObjectNode) outcome).put("line", item.line());
            output.jsonLine(outcome);
        } else {
            rows.addAll(rows(item, outcome));
        }
    }

    /// Shows what has gathered since the last time; a file without end fits into no memory.
    void endOfBatch() {
        if (!rows.isEmpty()) {
            output.table(new Table(COLUMNS, rows));
            rows.clear();
        }
    }

    int done() {
        return items.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// Whether an item or a child failed.
    boolean someFailed() {
        return items.containsKey(Effect.FAILED) || children.containsKey(Effect.FAILED);
    }

    /// One line of counts, said and not printed: it is about the work.
    void summarise() {
        String would = dryRun ? " (dry run, nothing was written)" : "";
        output.say(
                "%s: %s%s".formatted(number(done(), "item"), counts(items), would),
                items.containsKey(Effect.FAILED) ? Style.BAD : Style.GOOD);
        if (!children.isEmpty()) {
            int total = children.values().stream().mapToInt(Integer::intValue).sum();
            output.say(
                    "%s: %s"
                            .formatted(
                                    total == 1 ? "1 child" : String.format(Locale.ROOT, "%,d children", total),
                                    counts(children)),
                    children.containsKey(Effect.FAILED) ? Style.BAD : Style.GOOD);
        }
        if (warnings > 0) {
            output.say(number(warnings, "warning"), Style.DOUBTFUL);
        }
    }

    private static String counts(Map<Effect, Integer> counts) {
        List<String> words = new ArrayList<>();
        counts.forEach((effect, count) -> words.add(String.format(Locale.ROOT, "%,d %s", count, effect.word)));
        return words.isEmpty() ? "nothing" : String.join(", ", words);
    }

    private static String number(int count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    private List<List<Cell>> rows(Item item, JsonNode outcome) {
        List<List<Cell>> shown = new ArrayList<>(rows(item.line(), Integer.toString(item.index()), outcome));
        for (JsonNode child : outcome.path("children")) {
            boolean problems =
                    !child.path("errors").isEmpty() || !child.path("warnings").isEmpty();
            if (show == Show.all || problems) {
                shown.addAll(rows(
                        item.line(), item.index() + "." + child.path("index").asInt(0), child));
            }
        }
        return shown;
    }

    private List<List<Cell>> rows(long line, String number, JsonNode outcome) {
        List<List<Cell>> shown = new ArrayList<>();
        for (JsonNode error : outcome.path("errors")) {
            shown.add(row(line, number, outcome, "error", Style.BAD, error));
        }
        for (JsonNode warning : outcome.path("warnings")) {
            shown.add(row(line, number, outcome, "warning", Style.DOUBTFUL, warning));
        }
        if (shown.isEmpty() && show == Show.all) {
            shown.add(row(line, number, outcome, "", Style.PLAIN, outcome.path("none")));
        }
        return shown;
    }

    private List<Cell> row(long line, String number, JsonNode outcome, String level, Style style, JsonNode problem) {
        Effect effect = Effect.of(outcome);
        return List.of(
                Cell.of(line, Style.FAINT),
                Cell.of(number),
                Cell.of((dryRun && effect != Effect.FAILED ? "would be " : "") + effect.word, effect.style),
                Cell.of(People.text(outcome, "id")),
                Cell.of(level, style),
                Cell.of(People.text(problem, "code"), style),
                Cell.of(People.text(problem, "message")),
                Cell.of(People.text(problem, "field")));
    }
}
