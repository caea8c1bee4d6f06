package io.guildhall.benchmarks;

import io.guildhall.benchmarks.data.Files;
import io.guildhall.benchmarks.data.Organisation;
import io.guildhall.benchmarks.data.People;
import io.guildhall.benchmarks.measure.Load.Times;
import io.guildhall.benchmarks.measure.Load.Worker;
import io.guildhall.benchmarks.report.Figure;
import io.guildhall.benchmarks.service.Request;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// The scenarios that are held against the service itself, or against a limit.
final class OtherScenarios {
    private static final int BULK_CONNECTIONS = 2;
    private static final int LARGE_CONNECTIONS = 4;
    private static final int FAMILIES_A_CALL = 10;
    private static final int LARGE_OWNERS = 1_000;
    private static final int LARGE_CHILDREN = 9;
    private static final String SMALL_HEAP = "-Xmx256m";

    private final Stage stage;
    private final Scale scale;

    OtherScenarios(Stage stage, Scale scale) {
        this.stage = stage;
        this.scale = scale;
    }

    /// W again and again: does it stay as quick?
    Figure growth() throws Exception {
        Organisation growing = stage.found("growing");
        Tally tally = new Tally();
        List<Times> steps = new ArrayList<>();
        int people = scale.step() * People.CHILDREN;
        for (int step = 0; step < scale.steps(); step++) {
            int first = step * scale.step();
            List<Request> parents = new ArrayList<>();
            for (int done = 0; done < scale.step(); done += FAMILIES_A_CALL) {
                int some = Math.min(FAMILIES_A_CALL, scale.step() - done);
                parents.add(stage.post(growing, People.parents(first + done, some), some * 2 * People.PARENTS));
            }
            stage.load(parents, BULK_CONNECTIONS);
            List<Request> children = IntStream.range(first, first + scale.step())
                    .mapToObj(family -> stage.post(growing, People.children(family), People.CHILDREN))
                    .toList();
            steps.add(tally.service(stage, people, () -> stage.load(children, BULK_CONNECTIONS)));
        }
        long all = (long) scale.steps() * people;
        double firstTwo = steps.get(0).nanos() + steps.get(1).nanos();
        double lastTwo = steps.getLast().nanos() + steps.get(steps.size() - 2).nanos();
        tally.ratio(firstTwo / lastTwo);
        return tally.figure(
                "Growth: W up to %,d people".formatted(all),
                "people/s",
                "≥ 0.80",
                "last %,d people against the first; one run%s"
                        .formatted(2 * people, scale.quick() ? ", and a small one" : ""));
    }

    /// A child for a parent who has many, and one for a parent who has none, by turns.
    Figure children() throws Exception {
        Organisation crowd = stage.found("crowd");
        long next = 1_000;
        long parent = next;
        stage.call(stage.post(crowd, People.owners(parent, 1), 1));
        next += 1 + People.PARENTS;
        for (int there = 0; there < scale.fullParent(); there += 990) {
            int some = Math.min(990, scale.fullParent() - there);
            stage.call(stage.post(crowd, People.childrenOf(parent, 0, next, some), some));
            next += some;
        }
        long empty = next;
        stage.call(stage.post(crowd, People.owners(empty, 1_000), 1_000));
        next += 1_000;
        List<Request> calls = new ArrayList<>();
        List<Request> toMany = new ArrayList<>();
        List<Request> toNone = new ArrayList<>();
        for (int i = 0; i < scale.additions(); i++) {
            toMany.add(stage.post(crowd, People.childrenOf(parent, 0, next++, 1), 1));
            toNone.add(stage.post(crowd, People.childrenOf(empty + i, i % People.PARENTS, next++, 1), 1));
        }
        calls.addAll(toNone.subList(0, scale.additions() / 5));
        stage.load(calls, 1);
        Tally tally = new Tally();
        List<Double> many = new ArrayList<>();
        List<Double> none = new ArrayList<>();
        for (int i = scale.additions() / 5; i < scale.additions(); i++) {
            Request full = toMany.get(i);
            many.add((double)
                    tally.service(stage, 1, () -> stage.load(List.of(full), 1)).nanos());
            none.add((double) stage.load(List.of(toNone.get(i)), 1).nanos());
        }
        tally.ratio(Figure.median(many) / Figure.median(none));
        return tally.figure(
                "Child for a parent of %,d ÷ of none".formatted(scale.fullParent()),
                "people/s",
                "≤ 1.2",
                "times, medians of %d each".formatted(many.size()));
    }

    /// From the start of the process to ready, over the data that is there.
    Figure start() throws Exception {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < scale.starts(); i++) {
            seconds.add(stage.restart(List.of()).toMillis() / 1e3);
        }
        return new Figure(
                "Start to ready with data",
                "seconds",
                seconds,
                List.of(),
                List.of(),
                List.of(),
                "≤ 5 s",
                0,
                0,
                null,
                stage.residentMegabytes(),
                seconds.toString());
    }

    /// A long file on a small heap: is its last tenth as quick as its first?
    Figure longImport() throws Exception {
        stage.restart(List.of(SMALL_HEAP));
        Organisation importing = stage.found("long");
        int families = scale.importFamilies();
        parents(importing, families);
        long people = (long) families * People.CHILDREN;
        ImportRun[] run = new ImportRun[1];
        Tally tally = new Tally();
        tally.service(stage, people, () -> {
            run[0] = ImportRun.of(stage, importing, "application/x-ndjson", Files.ndjson(0, families), people);
            return new Times(run[0].nanos(), new long[0]);
        });
        tally.ratio(run[0].first() / run[0].last());
        return tally.figure(
                "Import of %,d people, heap of 256 MB".formatted(people),
                "people/s",
                "≥ 0.80",
                "last tenth against the first; arrival of the file took %d s, memory at its peak %d MB"
                        .formatted(
                                (run[0].nanos() - run[0].workNanos()) / 1_000_000_000, stage.peakResidentMegabytes()));
    }

    /// Single calls while an import runs, against single calls without one, by turns.
    Figure courtesy() throws Exception {
        Organisation busy = stage.found("busy");
        Organisation calm = stage.found("calm");
        int families = scale.families();
        parents(busy, (scale.runs() + 1) * families);
        AtomicLong next = new AtomicLong(10_000);
        singlesUntil(calm, next, calls -> calls >= scale.singles() / 2);
        beside(busy, scale.runs() * families, calm, next); // warms up
        Tally tally = new Tally();
        List<String> told = new ArrayList<>();
        for (int run = 0; run < scale.runs(); run++) {
            checkpoint();
            Times alone = singlesUntil(calm, next, calls -> calls >= scale.singles() / 2);
            checkpoint();
            Times together = beside(busy, run * families, calm, next);
            tally.ratio(together.percentileMillis(0.99) / alone.percentileMillis(0.99));
            told.add("%.1f and %.1f ms (medians %.1f and %.1f, %,d calls)"
                    .formatted(
                            together.percentileMillis(0.99),
                            alone.percentileMillis(0.99),
                            together.percentileMillis(0.5),
                            alone.percentileMillis(0.5),
                            together.latencies().length));
        }
        return tally.figure(
                "Single POST beside an import ÷ alone, slowest percent", "ms", "≤ 2", String.join("; ", told));
    }

    private void checkpoint() throws SQLException {
        try (Connection owner = stage.database().asOwner();
                Statement statement = owner.createStatement()) {
            statement.execute("CHECKPOINT");
        }
    }

    /// Calls that were made while a file came in and was worked on.
    private Times beside(Organisation busy, int firstFamily, Organisation calm, AtomicLong next) throws Exception {
        int families = scale.families();
        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<ImportRun> running = threads.submit(() -> ImportRun.of(
                    stage,
                    busy,
                    "application/x-ndjson",
                    Files.ndjson(firstFamily, families),
                    (long) families * People.CHILDREN));
            Times together = singlesUntil(calm, next, _ -> running.isDone());
            running.get();
            return together;
        }
    }

    /// One call after the other over one connection.
    private Times singlesUntil(Organisation organisation, AtomicLong next, IntPredicate enough) throws Exception {
        long[] latencies = new long[1_024];
        int calls = 0;
        long start = System.nanoTime();
        try (Worker<Request> caller =
                stage.caller((connection, request) -> connection.send(request).check())) {
            for (; !enough.test(calls); calls++) {
                Request request = stage.post(organisation, People.owners(next.getAndIncrement(), 1), 1);
                latencies = calls < latencies.length ? latencies : Arrays.copyOf(latencies, 2 * calls);
                long from = System.nanoTime();
                caller.work(request);
                latencies[calls] = System.nanoTime() - from;
            }
        }
        long[] sorted = Arrays.copyOf(latencies, calls);
        Arrays.sort(sorted);
        return new Times(System.nanoTime() - start, sorted);
    }

    private void parents(Organisation organisation, int families) throws java.io.IOException {
        for (int done = 0; done < families; done += FAMILIES_A_CALL) {
            int some = Math.min(FAMILIES_A_CALL, families - done);
            stage.call(stage.post(organisation, People.parents(done, some), some * 2 * People.PARENTS));
        }
    }

    /// Large batches side by side on a small heap.
    Figure memory() throws Exception {
        stage.restart(List.of(SMALL_HEAP));
        Organisation large = stage.found("large");
        int people = LARGE_OWNERS * (LARGE_CHILDREN + 1);
        List<Request> batches = IntStream.range(0, scale.largeBatches())
                .mapToObj(i -> stage.post(
                        large,
                        People.ownersWithChildren(1_000_000 + (long) i * people, LARGE_OWNERS, LARGE_CHILDREN),
                        people))
                .toList();
        Tally tally = new Tally();
        tally.service(stage, (long) people * batches.size(), () -> stage.load(batches, LARGE_CONNECTIONS));
        Figure loaded = tally.figure("Batches of 10,000 people, 4 at a time, heap of 256 MB", "people/s", "", "");
        return new Figure(
                loaded.scenario(),
                loaded.unit(),
                loaded.rates(),
                List.of(),
                List.of(),
                List.of(),
                "≤ 450 MB",
                loaded.p50(),
                loaded.p99(),
                loaded.cpu(),
                stage.peakResidentMegabytes(),
                "%d batches, each answered in full; memory at its peak".formatted(batches.size()));
    }
}
