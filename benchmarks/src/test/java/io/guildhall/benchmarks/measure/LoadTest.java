package io.guildhall.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.benchmarks.measure.Load.Times;
import io.guildhall.benchmarks.measure.Load.Worker;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadTest {
    private final Queue<Integer> done = new ConcurrentLinkedQueue<>();

    private Worker<Integer> worker(int refused) {
        return new Worker<>() {
            @Override
            public void work(Integer piece) {
                if (piece == refused) {
                    throw new IllegalStateException("no " + piece);
                }
                done.add(piece);
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void everyPieceIsDoneOnce() throws Exception {
        List<Integer> pieces = IntStream.range(0, 500).boxed().toList();

        Times times = Load.run(pieces, 4, () -> worker(-1));

        assertThat(done).containsExactlyInAnyOrderElementsOf(pieces);
        assertThat(times.latencies()).hasSize(500).isSorted();
    }

    @Test
    void aPieceThatFailsEndsTheLoad() {
        assertThatThrownBy(() -> Load.run(List.of(1, 2, 3), 2, () -> worker(2)))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("no 2");
    }

    @Test
    void percentilesAreTimesThatWereMeasured() {
        Times times = new Times(
                2_000_000_000,
                IntStream.rangeClosed(1, 100).mapToLong(i -> i * 1_000_000L).toArray());

        assertThat(times.percentileMillis(0.5)).isEqualTo(50);
        assertThat(times.percentileMillis(0.99)).isEqualTo(99);
        assertThat(times.rate(1_000)).isEqualTo(500);
    }
}
