package io.guildhall.customer.wire;

import static io.guildhall.error.ErrorCode.ENROLMENT_DATE_FORMAT;
import static io.guildhall.error.ErrorCode.ENROLMENT_DATE_PAST;
import static io.guildhall.error.ErrorCode.ENROLMENT_DATE_TOO_FAR;
import static io.guildhall.error.ErrorCode.PROGRAM_UNKNOWN;

import io.guildhall.customer.domain.EnrolmentWish;
import io.guildhall.customer.wire.PersonParser.Findings;
import io.guildhall.customer.wire.WirePerson.WireEnrolment;
import io.guildhall.error.ErrorCode;
import io.guildhall.wire.Timestamps;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks enrolments in programmes as far as that can be done without the programmes (`decisions.md` 28 and 38). An
/// enrolment with an unusable date is dropped with a warning: points that were to expire must not stay for ever.
final class EnrolmentParser {
    private static final long MOST_DAYS_AHEAD = 100 * 366L;

    private final Instant now;

    EnrolmentParser(Instant now) {
        this.now = now;
    }

    List<EnrolmentWish> parse(List<WireEnrolment> sent, Findings found) {
        List<EnrolmentWish> wishes = new ArrayList<>(sent.size());
        for (WireEnrolment wire : sent) {
            if (wire.programId() == null) {
                found.warn(PROGRAM_UNKNOWN, wire.at(), "");
            } else {
                wish(wire, wire.programId(), found).ifPresent(wishes::add);
            }
        }
        return wishes;
    }

    private Optional<EnrolmentWish> wish(WireEnrolment wire, long programId, Findings found) {
        ErrorCode fault =
                Optional.ofNullable(fault(wire.tierExpiryDate())).orElseGet(() -> fault(wire.pointsExpiryDate()));
        if (fault != null) {
            found.warn(fault, wire.at());
            return Optional.empty();
        }
        return Optional.of(new EnrolmentWish(
                wire.at(),
                programId,
                wire.tierNumber(),
                wire.points(),
                instant(wire.tierExpiryDate()),
                instant(wire.pointsExpiryDate())));
    }

    private @Nullable ErrorCode fault(@Nullable String date) {
        if (date == null || date.isBlank()) {
            return null;
        }
        Instant instant = instant(date);
        if (instant == null) {
            return ENROLMENT_DATE_FORMAT;
        }
        if (!instant.isAfter(now)) {
            return ENROLMENT_DATE_PAST;
        }
        return instant.isAfter(now.plus(MOST_DAYS_AHEAD, ChronoUnit.DAYS)) ? ENROLMENT_DATE_TOO_FAR : null;
    }

    private static @Nullable Instant instant(@Nullable String date) {
        return date == null ? null : Timestamps.parse(date).orElse(null);
    }
}
