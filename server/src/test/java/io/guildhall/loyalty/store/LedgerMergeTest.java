package io.guildhall.loyalty.store;

import static io.guildhall.loyalty.store.LedgerWorld.MILES;
import static io.guildhall.loyalty.store.LedgerWorld.NOW;
import static io.guildhall.loyalty.store.LedgerWorld.TYRES;
import static io.guildhall.loyalty.store.LedgerWorld.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.loyalty.domain.Enrolled;
import io.guildhall.loyalty.domain.Merged;
import io.guildhall.loyalty.domain.ProgramStanding;
import io.guildhall.loyalty.domain.ProgramStanding.Expiry;
import io.guildhall.postgres.PostgresExtension;
import io.guildhall.postgres.PostgresExtension.Owner;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What happens to places and points when two people turn out to be one.
@ExtendWith(PostgresExtension.class)
class LedgerMergeTest {
    private static final Instant LATER = NOW.plusSeconds(10);
    private static final Instant SOON = NOW.plusSeconds(60);

    private LedgerWorld world;

    @BeforeEach
    void open(DataSource requests, @Owner DataSource owner) {
        world = new LedgerWorld(requests, owner);
        world.people(3_000);
    }

    @Test
    void theSurvivorHasAllPointsWithTheirExpiryAndTheHigherTiers() {
        world.enrol(
                place(1, MILES, 1, 10, SOON),
                place(2, MILES, 3, 20, SOON.plusSeconds(1)),
                place(2, TYRES, 2, 30),
                place(3, TYRES, 1, 0));

        world.move(LATER, new Merged(2, 1), new Merged(3, 1));

        ProgramStanding miles = world.standing(1, MILES, LATER);
        ProgramStanding tyres = world.standing(1, TYRES, LATER);
        assertThat(miles.enrolment().tierNumber()).isEqualTo(3);
        assertThat(miles.open())
                .containsExactly(
                        new Expiry(new BigDecimal("10.000"), SOON),
                        new Expiry(new BigDecimal("20.000"), SOON.plusSeconds(1)));
        assertThat(miles.lifetime()).isEqualByComparingTo("30");
        assertThat(tyres.enrolment().tierNumber()).isEqualTo(2);
        assertThat(tyres.balance()).isEqualByComparingTo("30");
        assertThat(world.standing(2, MILES, LATER).balance()).isEqualByComparingTo("0");
        assertThat(world.standing(2, MILES, LATER).redeemed()).isEqualByComparingTo("0");
        assertThat(world.standing(2, MILES, NOW).balance()).isEqualByComparingTo("20");
        assertThat(world.contradictions()).isEmpty();
    }

    @Test
    void pointsThatLapsedWithTheVictimShowAsExpiredWithTheSurvivor() {
        world.enrol(place(2, MILES, 1, 20, SOON));

        world.move(SOON, new Merged(2, 1));

        assertThat(world.standing(1, MILES, SOON).balance()).isEqualByComparingTo("0");
        assertThat(world.standing(1, MILES, SOON).expired()).isEqualByComparingTo("20");
        assertThat(world.contradictions()).isEmpty();
    }

    @Test
    void whoSurvivedOnceMayBeMergedAgain() {
        world.enrol(place(1, MILES, 1, 1), place(2, MILES, 1, 2), place(3, MILES, 1, 4));

        world.move(LATER, new Merged(3, 2));
        world.move(LATER.plusSeconds(1), new Merged(2, 1));
        world.move(LATER.plusSeconds(2), new Merged(2, 1)); // nothing is left to move

        assertThat(world.standing(1, MILES, SOON).balance()).isEqualByComparingTo("7");
        assertThat(world.standing(2, MILES, SOON).balance()).isEqualByComparingTo("0");
        assertThat(world.contradictions()).isEmpty();
    }

    @Test
    void peopleWithoutProgrammesCostOneStatementAndNobodyNone() {
        assertThat(world.statementsOf(() -> world.move(LATER, new Merged(2, 1))))
                .hasSize(1);
        assertThat(world.statementsOf(() -> world.move(LATER))).isEmpty();
    }

    @Test
    void manyMergesCostNoMoreStatementsThanOne() {
        world.enrol(
                NOW,
                LongStream.rangeClosed(1, 3_000)
                        .boxed()
                        .flatMap(LedgerMergeTest::places)
                        .toList());
        world.move(LATER, new Merged(1_500, 3_000)); // fetches the first ids

        List<String> one = world.statementsOf(() -> world.move(LATER, new Merged(1_001, 1)));
        Merged[] many = LongStream.rangeClosed(2, 499)
                .mapToObj(i -> new Merged(1_000 + i, i))
                .toArray(Merged[]::new);
        List<String> all = world.statementsOf(() -> world.move(LATER, many));

        assertThat(all).isEqualTo(one).hasSize(9);
        assertThat(world.standing(2, MILES, LATER).balance()).isEqualByComparingTo("1004");
        assertThat(world.contradictions()).isEmpty();
    }

    /// Everybody but the first thousand has tier 2 and is in a second programme.
    private static Stream<Enrolled> places(long person) {
        Enrolled miles = place(person, MILES, person > 1_000 ? 2 : 1, person);
        return person > 1_000 ? Stream.of(miles, place(person, TYRES, 1, 3)) : Stream.of(miles);
    }

    @Test
    void nobodyIsBothVictimAndSurvivorOrVictimTwice() {
        assertThatThrownBy(() -> world.move(LATER, new Merged(3, 2), new Merged(2, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> world.move(LATER, new Merged(3, 2), new Merged(3, 1)))
                .isInstanceOf(IllegalStateException.class);
    }
}
