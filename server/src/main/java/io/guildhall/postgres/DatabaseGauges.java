package io.guildhall.postgres;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// The database in `/metrics`: whether it is up, its size, its oldest transaction. Looked up when somebody asks, at
/// most
/// every few seconds, and beside the request that asks, which must not hang with the database.
@Component
class DatabaseGauges implements MeterBinder {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final DatabaseProbe probe;
    private final JdbcTemplate jdbc;
    private @Nullable CompletableFuture<Sample> latest;
    private long taken;

    DatabaseGauges(DatabaseProbe probe, JdbcTemplate jdbc) {
        this.probe = probe;
        this.jdbc = jdbc;
    }

    /// @param oldest seconds
    private record Sample(double up, double size, double oldest) {
        static final Sample DOWN = new Sample(0, Double.NaN, Double.NaN);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "guildhall.database.up", Sample::up)
                .description("1 where the database answers and can write, as /health/ready has it")
                .register(registry);
        gauge(registry, "guildhall.database.size", Sample::size)
                .baseUnit("bytes")
                .description("Size of the database on disk")
                .register(registry);
        gauge(registry, "guildhall.database.oldest.transaction", Sample::oldest)
                .baseUnit("seconds")
                .description("Age of the oldest transaction that this login may see")
                .register(registry);
    }

    private Gauge.Builder<DatabaseGauges> gauge(MeterRegistry registry, String name, ToDoubleFunction<Sample> value) {
        return Gauge.builder(name, this, gauges -> value.applyAsDouble(gauges.sample()));
    }

    private Sample sample() {
        try {
            return current().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException slow) {
            return Sample.DOWN;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Sample.DOWN;
        }
    }

    private synchronized CompletableFuture<Sample> current() {
        CompletableFuture<Sample> known = latest;
        if (known == null || known.isDone() && System.nanoTime() - taken > FRESH.toNanos()) {
            known = CompletableFuture.supplyAsync(this::take, Thread::startVirtualThread);
            latest = known;
            taken = System.nanoTime();
        }
        return known;
    }

    private Sample take() {
        if (!probe.isReady()) {
            return Sample.DOWN;
        }
        try {
            return jdbc.queryForObject("""
                    SELECT pg_database_size(current_database()) AS size,
                           extract(epoch FROM max(clock_timestamp() - a.xact_start)) AS oldest
                      FROM pg_stat_activity AS a
                     WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
                    """, (rs, _) -> new Sample(1, rs.getDouble("size"), rs.getDouble("oldest")));
        } catch (DataAccessException refused) {
            return new Sample(1, Double.NaN, Double.NaN);
        }
    }
}
