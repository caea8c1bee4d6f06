package io.guildhall.loyalty.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.loyalty.domain.ProgramStanding.Expiry;
import io.guildhall.loyalty.domain.ProgramStanding.Slice;
import io.guildhall.org.domain.Program;
import io.guildhall.org.domain.Program.Tier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramStandingTest {
    private static final Instant NOW = Instant.parse("2031-03-04T09:15:27Z");
    private static final Instant SOON = NOW.plusSeconds(60);
    private static final Program MILES =
            new Program(71, "Miles", true, List.of(new Tier(1, "Blue"), new Tier(2, "Silver")));

    @Test
    void pointsCountUntilTheInstantAtWhichTheyLapse() {
        ProgramStanding before = standing(SOON.minusNanos(1_000), slice(SOON, 50, 0, 0, 50));
        ProgramStanding after = standing(SOON, slice(SOON, 50, 0, 0, 50));

        assertThat(before.balance()).isEqualByComparingTo("50");
        assertThat(before.expired()).isEqualByComparingTo("0");
        assertThat(before.open()).containsExactly(new Expiry(BigDecimal.valueOf(50), SOON));
        assertThat(after.balance()).isEqualByComparingTo("0");
        assertThat(after.expired()).isEqualByComparingTo("50");
        assertThat(after.lapsed()).containsExactly(new Expiry(BigDecimal.valueOf(50), SOON));
        assertThat(after.open()).isEmpty();
        assertThat(after.lifetime()).isEqualByComparingTo("50");
    }

    @Test
    void writingLapsedPointsOffChangesNothingThatIsShown() {
        ProgramStanding left = standing(NOW, slice(NOW, 50, 20, 0, 30));
        ProgramStanding writtenOff = standing(NOW, slice(NOW, 50, 20, 30, 0));

        assertThat(writtenOff.expired()).isEqualByComparingTo(left.expired()).isEqualByComparingTo("30");
        assertThat(writtenOff.lapsed()).isEqualTo(left.lapsed());
        assertThat(writtenOff.redeemed()).isEqualByComparingTo("20");
    }

    @Test
    void theSoonestToLapseComesFirstAndWhatStaysForEverLast() {
        ProgramStanding standing = standing(
                NOW,
                slice(null, 1, 0, 0, 1),
                slice(SOON.plusSeconds(1), 2, 0, 0, 2),
                slice(SOON, 3, 0, 0, 3),
                slice(SOON.plusSeconds(9), 4, 4, 0, 0));

        assertThat(standing.open())
                .extracting(Expiry::points)
                .containsExactly(BigDecimal.valueOf(3), BigDecimal.valueOf(2), BigDecimal.valueOf(1));
        assertThat(standing.balance()).isEqualByComparingTo("6");
    }

    @Test
    void aTierPastItsExpiryIsTheLowest() {
        assertThat(standing(SOON.minusSeconds(1)).tierNumber(MILES)).isEqualTo(2);
        assertThat(standing(SOON.minusSeconds(1)).tierExpiresAt()).isEqualTo(SOON);
        assertThat(standing(SOON).tierNumber(MILES)).isEqualTo(1);
        assertThat(standing(SOON).tierExpiresAt()).isNull();
    }

    private static ProgramStanding standing(Instant at, Slice... slices) {
        return new ProgramStanding(new Enrolment(5, 71, 2, SOON, NOW), List.of(slices), at);
    }

    private static Slice slice(Instant expiresAt, long received, long redeemed, long writtenOff, long left) {
        return new Slice(
                expiresAt,
                BigDecimal.valueOf(received),
                BigDecimal.valueOf(redeemed),
                BigDecimal.valueOf(writtenOff),
                BigDecimal.valueOf(left));
    }
}
