package io.guildhall.loyalty.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Where survivors of merges stand afterwards: in every programme of theirs or of a victim's, in the higher of the
/// tiers. Of equal tiers the one that lasts longer counts; a lapsed tier is lower than any other.
///
/// @param opened enrolments that survivors did not have
/// @param raised enrolments of survivors whose tier changes
public record MergedEnrolments(List<Enrolment> opened, List<Enrolment> raised) {
    public MergedEnrolments {
        opened = List.copyOf(opened);
        raised = List.copyOf(raised);
    }

    private record Place(long customerId, long programId) {}

    /// @param enrolments all of victims and survivors
    public static MergedEnrolments of(List<Merged> merges, List<Enrolment> enrolments, Instant at) {
        Map<Place, Enrolment> before = enrolments.stream()
                .collect(Collectors.toMap(
                        enrolment -> new Place(enrolment.customerId(), enrolment.programId()), Function.identity()));
        Map<Long, List<Enrolment>> byCustomer =
                enrolments.stream().collect(Collectors.groupingBy(Enrolment::customerId));
        Map<Place, Enrolment> after = new HashMap<>();
        Comparator<Enrolment> tierOrder = tierOrder(at);
        for (Merged merged : merges) {
            for (Enrolment brought : byCustomer.getOrDefault(merged.victimId(), List.of())) {
                Place place = new Place(merged.survivorId(), brought.programId());
                Enrolment held = after.getOrDefault(place, before.get(place));
                if (held == null || tierOrder.compare(brought, held) > 0) {
                    after.put(place, handed(brought, held == null ? brought.enrolledAt() : held.enrolledAt(), place));
                }
            }
        }
        List<Enrolment> opened = new ArrayList<>();
        List<Enrolment> raised = new ArrayList<>();
        after.forEach((place, enrolment) -> (before.containsKey(place) ? raised : opened).add(enrolment));
        Comparator<Enrolment> keyOrder =
                Comparator.comparingLong(Enrolment::customerId).thenComparingLong(Enrolment::programId);
        opened.sort(keyOrder);
        raised.sort(keyOrder);
        return new MergedEnrolments(opened, raised);
    }

    private static Enrolment handed(Enrolment brought, Instant since, Place place) {
        return new Enrolment(
                place.customerId(), place.programId(), brought.tierNumber(), brought.tierExpiresAt(), since);
    }

    private static Comparator<Enrolment> tierOrder(Instant at) {
        return Comparator.comparingInt((Enrolment enrolment) -> enrolment.hasLapsed(at) ? 0 : enrolment.tierNumber())
                .thenComparing(
                        enrolment -> enrolment.tierExpiresAt() == null ? Instant.MAX : enrolment.tierExpiresAt());
    }
}
