package io.guildhall.benchmarks.report;

import io.guildhall.benchmarks.measure.Cpu;
import io.guildhall.cli.table.Cell;
import io.guildhall.cli.table.Column;
import io.guildhall.cli.table.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// All figures of one run of the benchmark.
///
/// @param rows how many rows the service wrote in which table, by what was recorded
public record Report(Machine machine, boolean quick, Map<String, Map<String, Integer>> rows, List<Figure> figures) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public void write(Path file) {
        JSON.writeValue(file, this);
    }

    public Table table() {
        return new Table(
                List.of(
                        Column.text("Scenario"),
                        Column.number("Rate"),
                        Column.code("Unit"),
                        Column.number("p50 ms"),
                        Column.number("p99 ms"),
                        Column.number("Floor"),
                        Column.number("Ratio"),
                        Column.code("Runs"),
                        Column.number("By CPU"),
                        Column.code("Goal"),
                        Column.number("Client s"),
                        Column.number("Server s"),
                        Column.number("DB s"),
                        Column.number("RSS MB")),
                figures.stream().map(Report::row).toList());
    }

    private static List<Cell> row(Figure figure) {
        Cpu cpu = figure.cpu();
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(figure.scenario()));
        cells.add(Cell.of(number(Figure.median(figure.rates()))));
        cells.add(Cell.of(figure.unit()));
        cells.add(Cell.of(number(figure.p50())));
        cells.add(Cell.of(number(figure.p99())));
        cells.add(Cell.of(number(Figure.median(figure.floors()))));
        cells.add(Cell.of(figure.ratios().isEmpty() ? "" : ratio(Figure.median(figure.ratios()))));
        cells.add(Cell.of(
                figure.ratios().size() < 2
                        ? ""
                        : ratio(Collections.min(figure.ratios())) + "–" + ratio(Collections.max(figure.ratios()))));
        cells.add(Cell.of(figure.cpuRatios().isEmpty() ? "" : ratio(Figure.median(figure.cpuRatios()))));
        cells.add(Cell.of(figure.goal()));
        cells.add(Cell.of(cpu == null ? "" : number(cpu.client())));
        cells.add(Cell.of(cpu == null ? "" : number(cpu.server())));
        cells.add(Cell.of(cpu == null ? "" : number(cpu.database())));
        cells.add(Cell.of(figure.serverMegabytes() == 0 ? "" : figure.serverMegabytes()));
        return cells;
    }

    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        figures.stream()
                .filter(figure -> !figure.note().isEmpty())
                .forEach(figure -> notes.add(figure.scenario() + ": " + figure.note()));
        new TreeMap<>(rows).forEach((call, tables) -> notes.add("Rows of " + call + ": " + tables));
        return notes;
    }

    private static String number(double value) {
        if (value == 0) {
            return "";
        }
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
