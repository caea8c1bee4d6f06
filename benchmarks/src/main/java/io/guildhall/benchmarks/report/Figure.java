package io.guildhall.benchmarks.report;

import io.guildhall.benchmarks.measure.Cpu;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was found out about one scenario. Lists have an element per run.
///
/// @param unit of rates and floors, or of the values where there is no floor
/// @param cpuRatios the same of processor time, floor ÷ service, all processes together: what the ratios would be if
/// all
///     processors were busy with nothing else
/// @param goal what the ratio, or the value, must be at least or at most, in words
/// @param p50 milliseconds of a call of the service, of all runs
/// @param cpu seconds, of all runs of the service; null where nothing was loaded
/// @param serverMegabytes resident, the most that was seen; 0 unknown
/// @param note what else a reader has to know
public record Figure(
        String scenario,
        String unit,
        List<Double> rates,
        List<Double> floors,
        List<Double> ratios,
        List<Double> cpuRatios,
        String goal,
        double p50,
        double p99,
        @Nullable Cpu cpu,
        long serverMegabytes,
        String note) {

    public static Figure failed(String scenario, String reason) {
        return new Figure(
                scenario, "", List.of(), List.of(), List.of(), List.of(), "", 0, 0, null, 0, "failed: " + reason);
    }

    /// The middle one; 0 of none.
    public static double median(List<Double> values) {
        if (values.isEmpty()) {
            return 0;
        }
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
