package io.guildhall.loyalty.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.customer.domain.EnrolmentWish;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.loyalty.domain.EnrolmentPlanner.Decision;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.Program;
import io.guildhall.org.domain.Program.Tier;
import io.guildhall.org.domain.Settings;
import io.guildhall.org.domain.StatusLabels;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnrolmentPlannerTest {
    private static final Instant LATER = Instant.parse("2032-03-31T23:59:59Z");
    private static final Instant MUCH_LATER = Instant.parse("2033-03-31T23:59:59Z");
    private static final long MILES = 71;
    private static final long TYRES = 72;
    private static final long PLAIN = 73;
    private static final Program DEFAULT =
            new Program(MILES, "Miles", true, List.of(new Tier(3, "Gold"), new Tier(1, "Blue"), new Tier(2, "Silver")));
    private static final List<Program> PROGRAMS = List.of(
            DEFAULT,
            new Program(TYRES, "Tyres", false, List.of(new Tier(2, "Road"), new Tier(5, "Track"))),
            new Program(PLAIN, "Plain", false, List.of()));

    @Test
    void aNewLoyaltyCustomerStartsAtTheBottomOfTheDefaultProgramme() {
        Decision decision = planner(false).decide(null, List.of(), true, true);

        assertThat(decision.enrolments()).containsExactly(new NewEnrolment(MILES, 1, null, 0, null));
        assertThat(decision.warnings()).isEmpty();
    }

    @Test
    void onDemandANewLoyaltyCustomerIsEnrolledEverywhere() {
        Decision decision = planner(true).decide(null, List.of(), true, true);

        assertThat(decision.enrolments())
                .containsExactly(
                        new NewEnrolment(MILES, 1, null, 0, null),
                        new NewEnrolment(TYRES, 2, null, 0, null),
                        new NewEnrolment(PLAIN, 1, null, 0, null));
    }

    @Test
    void whoIsALoyaltyCustomerAlreadyGetsOnlyWhatIsAskedFor() {
        assertThat(planner(true).decide(5L, List.of(), true, false).enrolments())
                .isEmpty();
    }

    @Test
    void anOrganisationWithoutProgrammesEnrolsNobody() {
        var planner = new EnrolmentPlanner(setup(List.of()), Map.of(), true);

        assertThat(planner.decide(null, List.of(), true, true).enrolments()).isEmpty();
    }

    @Test
    void aWishComesOnTopOfTheDefaultProgramme() {
        Decision decision = planner(false).decide(null, List.of(wish(0, TYRES, 5L, 10L)), true, true);

        assertThat(decision.enrolments())
                .containsExactly(
                        new NewEnrolment(TYRES, 5, LATER, 10, MUCH_LATER), new NewEnrolment(MILES, 1, null, 0, null));
    }

    @Test
    void aWishForTheDefaultProgrammeIsTheEnrolmentInIt() {
        Decision decision = planner(false).decide(null, List.of(wish(0, MILES, 2L, 50L)), true, true);

        assertThat(decision.enrolments()).containsExactly(new NewEnrolment(MILES, 2, LATER, 50, MUCH_LATER));
        assertThat(decision.warnings()).isEmpty();
    }

    @Test
    void nothingSentMeansLowestTierAndNoPoints() {
        var bare = new EnrolmentWish(at(0), TYRES, null, null, null, null);

        assertThat(planner(false).decide(5L, List.of(bare), true, false).enrolments())
                .containsExactly(new NewEnrolment(TYRES, 2, null, 0, null));
    }

    @Test
    void anUnknownProgrammeIsAWarningAndTheDefaultOneStays() {
        Decision decision = planner(false).decide(null, List.of(wish(0, 9_999, 1L, 5L)), true, true);

        assertThat(told(decision)).containsExactly("1213 /0/loyaltyProgramEnrollments/0");
        assertThat(decision.enrolments()).extracting(NewEnrolment::programId).containsExactly(MILES);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 3, 234, Long.MAX_VALUE, Long.MIN_VALUE, (1L << 32) + 2})
    void aTierThatDoesNotExistBecomesTheLowestWithoutItsDate(long tier) {
        Decision decision = planner(false).decide(5L, List.of(wish(0, TYRES, tier, 10L)), true, false);

        assertThat(told(decision)).containsExactly("1695 /0/loyaltyProgramEnrollments/0");
        assertThat(decision.enrolments()).containsExactly(new NewEnrolment(TYRES, 2, null, 10, MUCH_LATER));
    }

    @Test
    void aProgrammeWithoutTiersHasOne() {
        var first = planner(false).decide(5L, List.of(wish(0, PLAIN, 1L, null)), true, false);
        var second = planner(false).decide(5L, List.of(wish(0, PLAIN, 2L, null)), true, false);

        assertThat(first.warnings()).isEmpty();
        assertThat(told(second)).containsExactly("1695 /0/loyaltyProgramEnrollments/0");
        assertThat(second.enrolments()).containsExactly(new NewEnrolment(PLAIN, 1, null, 0, null));
    }

    @Test
    void pointsBelowZeroOrBeyondAllMeasureAreNotCreditedAndSaidToBeWhat() {
        Decision negative = planner(false).decide(5L, List.of(wish(0, MILES, 2L, -1L)), true, false);
        Decision absurd = planner(false).decide(5L, List.of(wish(0, MILES, 2L, Long.MAX_VALUE)), true, false);
        Decision most =
                planner(false).decide(5L, List.of(wish(0, MILES, 2L, EnrolmentPlanner.MOST_POINTS)), true, false);

        assertThat(told(negative)).containsExactly("1696 /0/loyaltyProgramEnrollments/0");
        assertThat(told(absurd)).containsExactly("1696 /0/loyaltyProgramEnrollments/0");
        assertThat(absurd.warnings().getFirst().message())
                .isNotEqualTo(negative.warnings().getFirst().message());
        assertThat(negative.enrolments()).containsExactly(new NewEnrolment(MILES, 2, LATER, 0, null));
        assertThat(absurd.enrolments()).isEqualTo(negative.enrolments());
        assertThat(most.warnings()).isEmpty();
        assertThat(most.enrolments().getFirst().points()).isEqualTo(EnrolmentPlanner.MOST_POINTS);
    }

    @Test
    void aWrongTierAndWrongPointsAreBothTold() {
        Decision decision = planner(false).decide(5L, List.of(wish(0, MILES, 9L, -1L)), true, false);

        assertThat(told(decision))
                .containsExactly("1695 /0/loyaltyProgramEnrollments/0", "1696 /0/loyaltyProgramEnrollments/0");
    }

    @Test
    void whoIsEnrolledAlreadyIsLeftAsTheyAre() {
        var planner = new EnrolmentPlanner(setup(PROGRAMS), Map.of(5L, Set.of(MILES)), false);

        Decision decision = planner.decide(5L, List.of(wish(0, MILES, 99L, -5L)), true, true);

        assertThat(told(decision)).containsExactly("1697 /0/loyaltyProgramEnrollments/0");
        assertThat(decision.enrolments()).isEmpty();
    }

    @Test
    void aProgrammeTwiceInOneItemCountsOnce() {
        Decision decision =
                planner(false).decide(null, List.of(wish(0, TYRES, 5L, 1L), wish(1, TYRES, 2L, 2L)), true, false);

        assertThat(told(decision)).containsExactly("1697 /0/loyaltyProgramEnrollments/1");
        assertThat(decision.enrolments()).containsExactly(new NewEnrolment(TYRES, 5, LATER, 1, MUCH_LATER));
    }

    @Test
    void anEarlierItemOfTheBatchCounts() {
        EnrolmentPlanner planner = planner(false);
        planner.decide(5L, List.of(), true, true);

        Decision again = planner.decide(5L, List.of(wish(0, MILES, 2L, 1L), wish(1, TYRES, 5L, 1L)), true, true);
        Decision other = planner.decide(6L, List.of(wish(0, MILES, 2L, 1L)), true, false);

        assertThat(told(again)).containsExactly("1697 /0/loyaltyProgramEnrollments/0");
        assertThat(again.enrolments()).extracting(NewEnrolment::programId).containsExactly(TYRES);
        assertThat(other.warnings()).isEmpty();
    }

    @Test
    void whoIsNoLoyaltyCustomerIsNotEnrolledAndMayBecomeOneLater() {
        EnrolmentPlanner planner = planner(true);

        Decision refused = planner.decide(5L, List.of(wish(0, MILES, 1L, 1L), wish(1, 9_999, 1L, 1L)), false, false);
        Decision later = planner.decide(5L, List.of(wish(0, MILES, 1L, 1L)), true, true);

        assertThat(told(refused))
                .containsExactly("8121 /0/loyaltyProgramEnrollments/0", "8121 /0/loyaltyProgramEnrollments/1");
        assertThat(refused.enrolments()).isEmpty();
        assertThat(later.warnings()).isEmpty();
        assertThat(later.enrolments()).hasSize(3);
    }

    private static EnrolmentPlanner planner(boolean everyProgram) {
        return new EnrolmentPlanner(setup(PROGRAMS), Map.of(), everyProgram);
    }

    private static Pointer at(int index) {
        return Pointer.ROOT.child(0).child("loyaltyProgramEnrollments").child(index);
    }

    private static EnrolmentWish wish(int index, long program, Long tier, Long points) {
        return new EnrolmentWish(at(index), program, tier, points, LATER, MUCH_LATER);
    }

    private static List<String> told(Decision decision) {
        return decision.warnings().stream().map(EnrolmentPlannerTest::told).toList();
    }

    private static String told(Problem problem) {
        return problem.code().number() + " " + problem.field();
    }

    private static OrganisationSetup setup(List<Program> programs) {
        return new OrganisationSetup(
                1,
                "acme",
                1,
                "GB",
                ZoneOffset.UTC,
                "GBP",
                "en",
                Settings.DEFAULTS,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                programs,
                List.of(),
                new StatusLabels(Map.of()),
                new StatusLabels(Map.of()),
                null);
    }
}
