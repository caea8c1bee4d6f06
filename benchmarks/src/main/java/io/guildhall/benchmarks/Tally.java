package io.guildhall.benchmarks;

import io.guildhall.benchmarks.measure.Cpu;
import io.guildhall.benchmarks.measure.Load.Times;
import io.guildhall.benchmarks.report.Figure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Collects the runs of one scenario.
final class Tally {
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> floors = new ArrayList<>();
    private final List<Double> ratios = new ArrayList<>();
    private final List<Double> cpuRatios = new ArrayList<>();
    private final List<long[]> latencies = new ArrayList<>();
    private Cpu cpu = new Cpu(0, 0, 0);
    private Cpu last = cpu;
    private long lastThings;
    private long megabytes;

    /// Measures the service once.
    Times service(Stage stage, long things, Work work) throws Exception {
        Cpu before = stage.cpu();
        Times times = work.run();
        Cpu spent = stage.cpu().since(before);
        last = spent;
        lastThings = things;
        cpu = new Cpu(cpu.client() + spent.client(), cpu.server() + spent.server(), cpu.database() + spent.database());
        megabytes = Math.max(megabytes, stage.residentMegabytes());
        rates.add(times.rate(things));
        latencies.add(times.latencies());
        return times;
    }

    interface Work {
        Times run() throws Exception;
    }

    /// Measures the floor of the run that was measured last.
    void floor(Stage stage, long things, Work work) throws Exception {
        Cpu before = stage.cpu();
        Times times = work.run();
        Cpu spent = stage.cpu().since(before);
        floors.add(times.rate(things));
        ratios.add(rates.getLast() / floors.getLast());
        if (spent.database() > 0) {
            double floor = (spent.client() + spent.database()) / things;
            cpuRatios.add(floor * lastThings / (last.client() + last.server() + last.database()));
        }
    }

    double lastRate() {
        return rates.getLast();
    }

    void ratio(double ratio) {
        ratios.add(ratio);
    }

    Figure figure(String scenario, String unit, String goal, String note) {
        long[] all = latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        Times merged = new Times(1, all);
        return new Figure(
                scenario,
                unit,
                List.copyOf(rates),
                List.copyOf(floors),
                List.copyOf(ratios),
                List.copyOf(cpuRatios),
                goal,
                all.length == 0 ? 0 : merged.percentileMillis(0.5),
                all.length == 0 ? 0 : merged.percentileMillis(0.99),
                cpu,
                megabytes,
                note);
    }
}
