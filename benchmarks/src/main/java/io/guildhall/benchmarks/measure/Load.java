package io.guildhall.benchmarks.measure;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

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

    /// Does all pieces; workers are ready before the clock starts.
    ///
    /// @throws ExecutionException when a piece failed; the others are not waited for
    public static <T> Times run(List<T> pieces, int workers, Hiring<T> hiring)
            throws ExecutionException, InterruptedException {
        long[] latencies = new long[pieces.size()];
        AtomicInteger next = new AtomicInteger();
        CountDownLatch ready = new CountDownLatch(workers);
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            List<Future<?>> running = IntStream.range(0, workers)
                    .<Future<?>>mapToObj(_ -> threads.submit(() -> {
                        try (Worker<T> worker = hire(hiring, ready)) {
                            start.await();
                            for (int i = next.getAndIncrement(); i < latencies.length; i = next.getAndIncrement()) {
                                long from = System.nanoTime();
                                worker.work(pieces.get(i));
                                latencies[i] = System.nanoTime() - from;
                            }
                        } catch (Exception e) {
                            next.set(latencies.length);
                            throw e;
                        }
                        return null;
                    }))
                    .toList();
            ready.await();
            long from = System.nanoTime();
            start.countDown();
            for (Future<?> worker : running) {
                worker.get();
            }
            long nanos = System.nanoTime() - from;
            Arrays.sort(latencies);
            return new Times(nanos, latencies);
        }
    }

    private static <T> Worker<T> hire(Hiring<T> hiring, CountDownLatch ready) throws Exception {
        try {
            return hiring.hire();
        } finally {
            ready.countDown();
        }
    }
}
