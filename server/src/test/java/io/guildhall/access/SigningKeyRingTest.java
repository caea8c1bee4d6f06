package io.guildhall.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.access.SigningKeyRing.Key;
import io.guildhall.access.SigningKeyRing.Listed;
import io.guildhall.postgres.PostgresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Several instances of the service that share a database and its signing keys.
@ExtendWith(PostgresExtension.class)
class SigningKeyRingTest {
    private static final Duration TOKEN = Duration.ofDays(7);

    private final Settable clock = new Settable("2031-03-04T09:15:27Z");
    private List<SigningKeyRing> instances;

    @BeforeEach
    void start(DataSource dataSource) {
        JdbcClient.create(dataSource).sql("DELETE FROM signing_key").update();
        instances = Stream.generate(() -> Rings.instance(dataSource, clock))
                .limit(4)
                .toList();
    }

    private SigningKeyRing one() {
        return instances.get(0);
    }

    private SigningKeyRing other() {
        return instances.get(1);
    }

    private static boolean verifies(SigningKeyRing ring, Key key) {
        return ring.verifying(key.id().toString()).isPresent();
    }

    @Test
    void ofInstancesThatStartAtOnceOneMakesTheKey() throws Exception {
        assertThat(atOnce(SigningKeyRing::signing))
                .extracting(Key::id)
                .containsOnly(one().signing().id());
        assertThat(one().list()).hasSize(1);
    }

    @Test
    void ofInstancesThatFindTheKeyTooOldAtOnceOneMakesAnother() throws Exception {
        Key old = one().signing();
        atOnce(SigningKeyRing::signing);
        clock.pass(SigningKeyRing.KEY_LIFE);

        List<Key> fresh = atOnce(SigningKeyRing::signing);

        assertThat(fresh).extracting(Key::id).containsOnly(one().signing().id()).doesNotContain(old.id());
        assertThat(one().list()).hasSize(2);
    }

    private List<Key> atOnce(java.util.function.Function<SigningKeyRing, Key> call) throws InterruptedException {
        List<Callable<Key>> calls = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            instances.forEach(ring -> calls.add(() -> call.apply(ring)));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
        }
    }

    @Test
    void aKeyThatAnotherInstanceMadeIsKnownAtOnceAndSignsHereSoon() {
        other().signing();
        one().rotate();
        Key made = one().signing();

        assertThat(verifies(other(), made)).isTrue();
        clock.pass(SigningKeyRing.FRESH);
        assertThat(other().signing().id()).isEqualTo(made.id());
    }

    @Test
    void aReplacedKeyVerifiesUntilTheLongestTokenIsOver() {
        Key old = one().signing();
        clock.pass(Duration.ofDays(3));
        one().rotate();

        assertThat(one().signing().id()).isNotEqualTo(old.id());
        clock.pass(TOKEN);
        assertThat(instances).allMatch(ring -> verifies(ring, old));
        clock.pass(Duration.ofMinutes(2));
        assertThat(instances).noneMatch(ring -> verifies(ring, old));

        one().rotate();
        assertThat(one().list()).extracting(Listed::id).hasSize(2).doesNotContain(old.id());
    }

    @Test
    void aKeyMadeByASlowClockSignsAllTheSame() {
        one().rotate();
        Key ahead = one().signing();
        clock.pass(Duration.ofMinutes(-5));
        other().rotate();

        Key behind = other().signing();
        assertThat(behind.id()).isNotEqualTo(ahead.id());
        assertThat(one().signing().id()).isEqualTo(behind.id());
    }

    @Test
    void rotationsAtOnceLeaveOneKeyThatAllSignWith() throws Exception {
        atOnce(ring -> {
            ring.rotate();
            return ring.signing();
        });
        clock.pass(SigningKeyRing.FRESH);

        assertThat(instances)
                .extracting(ring -> ring.signing().id())
                .containsOnly(one().list().getFirst().id());
        assertThat(one().list())
                .hasSize(12)
                .filteredOn(key -> key.verifiesUntil() == null)
                .hasSize(1);
    }

    @Test
    void withdrawingEndsAKeyEverywhereAndReplacesTheOneThatSigns() {
        Key old = one().signing();
        one().rotate();
        Key leaked = one().signing();
        assertThat(verifies(other(), leaked)).isTrue();

        assertThat(one().withdraw(leaked.id())).isTrue();

        assertThat(one().withdraw(leaked.id())).isFalse();
        assertThat(one().withdraw(UUID.randomUUID())).isFalse();
        assertThat(verifies(one(), leaked)).isFalse();
        clock.pass(SigningKeyRing.FRESH);
        assertThat(verifies(other(), leaked)).isFalse();
        assertThat(verifies(other(), old)).isTrue();
        assertThat(other().signing().id()).isNotIn(old.id(), leaked.id());
    }

    /// No token is refused while keys change under load.
    @Test
    void noTokenIsLostWhileKeysAreRotated() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(instances.size())) {
            List<Future<Integer>> checks = instances.stream()
                    .map(ring -> threads.submit(() -> {
                        int checked = 0;
                        while (!over.get() || checked == 0) {
                            Key key = ring.signing();
                            assertThat(instances).allMatch(any -> verifies(any, key));
                            checked++;
                            Thread.sleep(1);
                        }
                        return checked;
                    }))
                    .toList();
            try {
                for (int i = 0; i < 10; i++) {
                    instances.get(i % instances.size()).rotate();
                    clock.pass(Duration.ofSeconds(3));
                }
            } finally {
                over.set(true);
            }
            for (Future<Integer> check : checks) {
                assertThat(check.get()).isPositive();
            }
        }
    }
}
