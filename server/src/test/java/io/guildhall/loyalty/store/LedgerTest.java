package io.guildhall.loyalty.store;

import static io.guildhall.loyalty.store.LedgerWorld.MILES;
import static io.guildhall.loyalty.store.LedgerWorld.NOW;
import static io.guildhall.loyalty.store.LedgerWorld.TYRES;
import static io.guildhall.loyalty.store.LedgerWorld.place;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.loyalty.domain.EnrolmentPlanner;
import io.guildhall.loyalty.domain.ProgramStanding;
import io.guildhall.loyalty.domain.ProgramStanding.Expiry;
import io.guildhall.postgres.PostgresExtension;
import io.guildhall.postgres.PostgresExtension.Owner;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Enrolling and crediting, on the real database.
@ExtendWith(PostgresExtension.class)
class LedgerTest {
    private static final int THREADS = 8;

    private LedgerWorld world;

    @BeforeEach
    void open(DataSource requests, @Owner DataSource owner) {
        world = new LedgerWorld(requests, owner);
        world.people(20);
    }

    @Test
    void enrolsAndCreditsInOneGo() {
        world.enrol(
                place(1, MILES, 2, 50, NOW.plusSeconds(60)),
                place(1, TYRES, 1, 0),
                place(2, MILES, 1, 7),
                place(3, MILES, 1, EnrolmentPlanner.MOST_POINTS));

        assertThat(enrolled(1L, 2L, 3L, 4L))
                .isEqualTo(Map.of(1L, Set.of(MILES, TYRES), 2L, Set.of(MILES), 3L, Set.of(MILES)));
        assertThat(world.standing(1, MILES, NOW).balance()).isEqualByComparingTo("50");
        assertThat(world.standing(1, MILES, NOW).enrolment().tierNumber()).isEqualTo(2);
        assertThat(world.standing(1, TYRES, NOW).balance()).isEqualByComparingTo("0");
        assertThat(world.standing(2, MILES, NOW).open()).containsExactly(new Expiry(new BigDecimal("7.000"), null));
        assertThat(world.standing(3, MILES, NOW).balance()).isEqualByComparingTo("1000000000000");
        assertThat(world.contradictions()).isEmpty();
    }

    @Test
    void standingsAreReadForManyAndOnlyForWhomAsked() {
        world.enrol(place(1, TYRES, 1, 1), place(1, MILES, 1, 1), place(2, MILES, 1, 1), place(3, MILES, 1, 1));

        Map<Long, List<ProgramStanding>> standings = world.standings(List.of(1L, 2L, 4L), NOW);

        assertThat(standings.keySet()).containsExactlyInAnyOrder(1L, 2L);
        assertThat(standings.get(1L)).extracting(ProgramStanding::programId).containsExactly(MILES, TYRES);
        assertThat(world.standings(List.of(), NOW)).isEmpty();
    }

    @Test
    void whatLapsesIsNotCountedFromThatInstantOnAndWithoutAnybodyRunning() {
        Instant expiry = NOW.plusSeconds(60);
        world.enrol(place(1, MILES, 2, 50, expiry));

        assertThat(world.standing(1, MILES, expiry.minusMillis(1)).balance()).isEqualByComparingTo("50");
        assertThat(world.standing(1, MILES, expiry).balance()).isEqualByComparingTo("0");
        assertThat(world.standing(1, MILES, expiry).expired()).isEqualByComparingTo("50");
        assertThat(world.standing(1, MILES, expiry).lifetime()).isEqualByComparingTo("50");
    }

    @Test
    void thePastKnowsNothingOfWhatCameLater() {
        world.enrol(NOW, List.of(place(1, MILES, 1, 5)));
        world.enrol(NOW.plusSeconds(10), List.of(place(1, TYRES, 1, 5)));

        assertThat(world.standings(List.of(1L), NOW.minusMillis(1))).isEmpty();
        assertThat(world.standings(List.of(1L), NOW).get(1L))
                .extracting(ProgramStanding::programId)
                .containsExactly(MILES);
    }

    @Test
    void eightCallsThatEnrolTheSamePeopleAtOnceDoItOnce() throws Exception {
        for (int round = 1; round <= 10; round++) {
            long first = round;
            long second = round + 10;
            List<Integer> attempts = Collections.synchronizedList(new ArrayList<>());
            Callable<Boolean> enrol = () -> world.write(() -> {
                attempts.add(1);
                boolean free = world.enrolments
                        .enrolled(world.org, List.of(first, second))
                        .isEmpty();
                if (free) {
                    world.ledger.enrolAll(
                            world.org,
                            List.of(place(second, MILES, 1, 5), place(first, MILES, 1, 5)),
                            NOW,
                            UUID.randomUUID());
                }
                return free;
            });

            List<Boolean> won = atOnce(Collections.nCopies(THREADS, enrol));

            assertThat(won).containsOnlyOnce(true);
            assertThat(world.standing(first, MILES, NOW).balance()).isEqualByComparingTo("5");
            assertThat(world.standing(second, MILES, NOW).balance()).isEqualByComparingTo("5");
        }
        assertThat(world.contradictions()).isEmpty();
    }

    @Test
    void theFirstCreditsOfAProgrammeMayAllComeAtOnce() throws Exception {
        List<Callable<Boolean>> calls = IntStream.rangeClosed(1, THREADS)
                .mapToObj(i -> (Callable<Boolean>) () -> {
                    world.enrol(place(i, MILES, 1, i));
                    return true;
                })
                .toList();

        assertThat(atOnce(calls)).doesNotContain(false);
        assertThat(world.rows("SELECT kind, count(*) FROM guildhall.points_account WHERE org_id = :org GROUP BY kind"))
                .containsExactlyInAnyOrder("ISSUED 1", "CUSTOMER 8");
        assertThat(world.contradictions()).isEmpty();
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
        }
    }

    @Test
    void aThousandCostNoMoreStatementsThanOne(DataSource requests, @Owner DataSource owner) {
        world = new LedgerWorld(requests, owner);
        world.people(1_100);
        world.enrol(place(1_100, MILES, 1, 1)); // fetches the first ids

        List<String> one = statements(1, 1, 5);
        List<String> thousand = statements(2, 1_000, 5);
        List<String> withoutPoints = statements(1_002, 50, 0);

        assertThat(thousand).isEqualTo(one).hasSize(6);
        assertThat(withoutPoints).hasSize(1);
        assertThat(statements(1, 0, 0)).isEmpty();
        assertThat(world.contradictions()).isEmpty();
    }

    private List<String> statements(int first, int count, long points) {
        var places = IntStream.range(first, first + count)
                .mapToObj(i -> place(i, MILES, 1, points))
                .toList();
        return world.statementsOf(() -> world.enrol(NOW, places));
    }

    @Test
    void aProgrammeIsInUseOnceSomebodyIsInIt() {
        world.enrol(place(1, MILES, 1, 0));

        assertThat(world.write(() -> world.enrolments.inUse(world.org, List.of(MILES, TYRES))))
                .containsExactly(MILES);
    }

    private Map<Long, Set<Long>> enrolled(Long... customers) {
        return world.write(() -> world.enrolments.enrolled(world.org, List.of(customers)));
    }
}
