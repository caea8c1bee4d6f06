package io.guildhall.loyalty.domain;

import static io.guildhall.error.ErrorCode.ALREADY_ENROLLED;
import static io.guildhall.error.ErrorCode.CUSTOMER_NON_LOYALTY;
import static io.guildhall.error.ErrorCode.POINTS_NOT_CREDITED;
import static io.guildhall.error.ErrorCode.PROGRAM_UNKNOWN;
import static io.guildhall.error.ErrorCode.TIER_UNKNOWN;

import io.guildhall.customer.domain.EnrolmentWish;
import io.guildhall.error.Problem;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides for one batch who is enrolled in what (`spec/decisions.md` 28). Nothing about an enrolment is ever an error:
/// what cannot be had is left out with a warning at the enrolment.
///
/// Remembers what it has decided, so that a person who comes up again in the batch is not enrolled twice. Items are to
/// be asked about in their order.
public final class EnrolmentPlanner {
    /// Most points of one enrolment; keeps any sum of them far inside what the ledger can hold.
    public static final long MOST_POINTS = 1_000_000_000_000L;

    private final OrganisationSetup setup;
    private final boolean everyProgram;
    private final Map<Long, Set<Long>> enrolled = new HashMap<>();

    /// @param enrolled ids of programmes by customer, as stored
    /// @param everyProgram new loyalty customers are enrolled in all programmes, not in the default one alone
    ///     (`mlp_single_enroll`)
    public EnrolmentPlanner(OrganisationSetup setup, Map<Long, Set<Long>> enrolled, boolean everyProgram) {
        this.setup = setup;
        this.everyProgram = everyProgram;
        enrolled.forEach((customer, programs) -> this.enrolled.put(customer, new HashSet<>(programs)));
    }

    public record Decision(List<NewEnrolment> enrolments, List<Problem> warnings) {
        public Decision {
            enrolments = List.copyOf(enrolments);
            warnings = List.copyOf(warnings);
        }
    }

    /// Decides about one person: first what was asked for, then the default programme (or all) for who becomes a
    /// loyalty customer and did not get it by a wish already.
    ///
    /// @param customerId any number that stands for this person and nobody else in the batch, such as an id drawn
    ///     ahead; null for somebody yet to be registered who comes up only once
    /// @param loyal whether the person is a loyalty customer afterwards
    /// @param becomesLoyal whether this call registers the person as one or makes them one
    public Decision decide(@Nullable Long customerId, List<EnrolmentWish> wishes, boolean loyal, boolean becomesLoyal) {
        List<NewEnrolment> enrolments = new ArrayList<>();
        List<Problem> warnings = new ArrayList<>();
        if (!loyal) {
            wishes.forEach(wish -> warnings.add(Problem.of(CUSTOMER_NON_LOYALTY, wish.at())));
            return new Decision(enrolments, warnings);
        }
        Set<Long> taken =
                customerId == null ? new HashSet<>() : enrolled.computeIfAbsent(customerId, _ -> new HashSet<>());
        for (EnrolmentWish wish : wishes) {
            Program program = setup.program(wish.programId());
            if (program == null) {
                warnings.add(Problem.of(PROGRAM_UNKNOWN, wish.at(), Long.toString(wish.programId())));
            } else if (!taken.add(program.id())) {
                warnings.add(Problem.of(ALREADY_ENROLLED, wish.at(), Long.toString(program.id())));
            } else {
                enrolments.add(granted(wish, program, warnings));
            }
        }
        if (becomesLoyal) {
            for (Program program : setup.programs()) {
                if ((everyProgram || program.isDefault()) && taken.add(program.id())) {
                    enrolments.add(NewEnrolment.plain(program));
                }
            }
        }
        return new Decision(enrolments, warnings);
    }

    private static NewEnrolment granted(EnrolmentWish wish, Program program, List<Problem> warnings) {
        Integer tier = tier(wish.tierNumber(), program);
        if (tier == null) {
            warnings.add(Problem.of(TIER_UNKNOWN, wish.at(), String.valueOf(wish.tierNumber())));
        }
        long points = wish.points() == null ? 0 : wish.points();
        if (points < 0) {
            warnings.add(Problem.of(POINTS_NOT_CREDITED, wish.at(), "below zero"));
        } else if (points > MOST_POINTS) {
            warnings.add(Problem.of(POINTS_NOT_CREDITED, wish.at(), "more than " + MOST_POINTS));
        }
        long credited = points < 0 || points > MOST_POINTS ? 0 : points;
        return new NewEnrolment(
                program.id(),
                tier == null ? program.lowestTier() : tier,
                // the date belonged to a tier that is not given
                tier == null ? null : wish.tierExpiresAt(),
                credited,
                credited == 0 ? null : wish.pointsExpireAt());
    }

    /// The number of the tier asked for; null where the programme has no such tier.
    private static @Nullable Integer tier(@Nullable Long number, Program program) {
        if (number == null) {
            return program.lowestTier();
        }
        if (number != number.intValue()) {
            return null;
        }
        boolean known = program.tier(number.intValue()) != null || number == program.lowestTier();
        return known ? Integer.valueOf(number.intValue()) : null;
    }
}
