package io.guildhall.benchmarks.measure;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// The same work done over and over by some workers side by side, each one piece after the other.
public final class Load {
    private Load() {}

    /// Whoever does pieces of work: a connection or a database session.
    public interface Worker<T> extends AutoCloseable {
        void work(T piece) throws Exception;

        @Override
        void close() throws IOException, SQLException;
    }

    /// Makes the worker of a thread.
    @FunctionalInterface
    public interface Hiring<T> {
        Worker<T> hire() throws Exception;
    }

    /// @param nanos of the whole
    /// @param latencies of the pieces, nanoseconds, ascending
    public record Times(long nanos, long[] latencies) {
        /// @param share between 0 and 1
        public double percentileMillis(double share) {
            int rank = (int) Math.ceil(share * latencies.length) - 1;
            return latencies[Math.max(0, rank)] / 1e6;
        }

        /// How many a second, when the pieces together were this many.
        public double rate(long things) {
            return things * 1e9 / nanos;
        }
    }

    /// Hires workers, has them do all pieces, lets them go.
    ///
    /// @throws ExecutionException when a piece failed; the others are not waited for
    public static <T> Times run(List<T> pieces, int workers, Hiring<T> hiring) throws Exception {
        try (Team<T> team = Team.hire(workers, hiring)) {
            return team.run(pieces);
        }
    }

    /// Workers that are ready before the clock starts, and stay until they are let go.
    public record Team<T>(List<Worker<T>> workers) implements AutoCloseable {
        public static <T> Team<T> hire(int workers, Hiring<T> hiring) throws Exception {
            List<Worker<T>> hired = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                hired.add(hiring.hire());
            }
            return new Team<>(hired);
        }

        /// @throws ExecutionException when a piece failed; the others are not waited for
        public Times run(List<T> pieces) throws ExecutionException, InterruptedException {
            long[] latencies = new long[pieces.size()];
            AtomicInteger next = new AtomicInteger();
            try (ExecutorService threads = Executors.newFixedThreadPool(workers.size())) {
                long from = System.nanoTime();
                List<Future<?>> running = workers.stream()
                        .<Future<?>>map(worker -> threads.submit(() -> {
                            work(worker, pieces, next, latencies);
                            return null;
                        }))
                        .toList();
                for (Future<?> worker : running) {
                    worker.get();
                }
                long nanos = System.nanoTime() - from;
                Arrays.sort(latencies);
                return new Times(nanos, latencies);
            }
        }

        private static <T> void work(Worker<T> worker, List<T> pieces, AtomicInteger next, long[] latencies)
                throws Exception {
            try {
                for (int i = next.getAndIncrement(); i < latencies.length; i = next.getAndIncrement()) {
                    long from = System.nanoTime();
                    worker.work(pieces.get(i));
                    latencies[i] = System.nanoTime() - from;
                }
            } catch (Exception e) {
                next.set(latencies.length);
                throw e;
            }
        }

        @Override
        public void close() throws IOException, SQLException {
            for (Worker<T> worker : workers) {
                worker.close();
            }
        }
    }
}
