package io.guildhall.loyalty.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergedEnrolmentsTest {
    private static final Instant NOW = Instant.parse("2031-03-04T09:15:27Z");
    private static final Instant PAST = NOW.minusSeconds(1);
    private static final Instant SOON = NOW.plusSeconds(1);
    private static final Instant LATER = NOW.plusSeconds(1_000);
    private static final Instant SINCE = NOW.minusSeconds(86_400);
    private static final List<Merged> MERGE = List.of(new Merged(2, 1));

    @Test
    void aProgrammeThatOnlyTheVictimHadIsOpenedForTheSurvivorAsItWas() {
        var merged = MergedEnrolments.of(MERGE, List.of(place(2, 71, 3, LATER)), NOW);

        assertThat(merged.opened()).containsExactly(place(1, 71, 3, LATER));
        assertThat(merged.raised()).isEmpty();
    }

    @Test
    void theHigherTierCounts() {
        assertThat(raised(place(1, 71, 1, null), place(2, 71, 2, LATER))).containsExactly(place(1, 71, 2, LATER));
        assertThat(raised(place(1, 71, 2, LATER), place(2, 71, 1, null))).isEmpty();
    }

    @Test
    void ofEqualTiersTheOneThatLastsLongerCounts() {
        assertThat(raised(place(1, 71, 2, SOON), place(2, 71, 2, LATER))).containsExactly(place(1, 71, 2, LATER));
        assertThat(raised(place(1, 71, 2, SOON), place(2, 71, 2, null))).containsExactly(place(1, 71, 2, null));
        assertThat(raised(place(1, 71, 2, null), place(2, 71, 2, LATER))).isEmpty();
    }

    @Test
    void aTierThatHasLapsedBringsNothing() {
        assertThat(raised(place(1, 71, 1, LATER), place(2, 71, 3, NOW))).isEmpty();
        assertThat(raised(place(1, 71, 3, PAST), place(2, 71, 1, null))).containsExactly(place(1, 71, 1, null));
    }

    @Test
    void theBestOfSeveralVictimsIsTaken() {
        var merged = MergedEnrolments.of(
                List.of(new Merged(2, 1), new Merged(3, 1), new Merged(4, 1)),
                List.of(place(2, 71, 1, null), place(3, 71, 3, null), place(4, 71, 2, null), place(4, 72, 1, null)),
                NOW);

        assertThat(merged.opened()).containsExactly(place(1, 71, 3, null), place(1, 72, 1, null));
        assertThat(merged.raised()).isEmpty();
    }

    private static List<Enrolment> raised(Enrolment survivor, Enrolment victim) {
        var merged = MergedEnrolments.of(MERGE, List.of(survivor, victim), NOW);
        assertThat(merged.opened()).isEmpty();
        return merged.raised();
    }

    private static Enrolment place(long customer, long program, int tier, Instant expiry) {
        return new Enrolment(customer, program, tier, expiry, SINCE);
    }
}
