package io.guildhall.count.domain;

import java.time.LocalDate;
import java.util.Comparator;

/// What is counted by itself on one day.
///
/// @param hierarchyId 0 for people, who belong to none
/// @param roleCode empty for all but links
/// @param companyId 0 for all but links, and for links without company
/// @param day in UTC
public record Counted(Subject subject, long hierarchyId, String roleCode, long companyId, LocalDate day)
        implements Comparable<Counted> {
    private static final Comparator<Counted> ORDER = Comparator.comparing(Counted::subject)
            .thenComparingLong(Counted::companyId)
            .thenComparingLong(Counted::hierarchyId)
            .thenComparing(Counted::roleCode)
            .thenComparing(Counted::day);

    /// The names are stored.
    public enum Subject {
        PERSON,
        ACTIVE_COMPANY,
        INACTIVE_COMPANY,
        LINK
    }

    public static Counted people(LocalDate day) {
        return new Counted(Subject.PERSON, 0, "", 0, day);
    }

    public static Counted companies(long hierarchyId, boolean active, LocalDate day) {
        return new Counted(active ? Subject.ACTIVE_COMPANY : Subject.INACTIVE_COMPANY, hierarchyId, "", 0, day);
    }

    @Override
    public int compareTo(Counted other) {
        return ORDER.compare(this, other);
    }
}
