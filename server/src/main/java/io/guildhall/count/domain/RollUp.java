package io.guildhall.count.domain;

import io.guildhall.count.domain.Counted.Subject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/// Changes summed up, in the order of the keys that they are added to; what comes to nothing is left out.
public record RollUp(SortedMap<LinkKey, Long> links, SortedMap<DayKey, Long> days) {
    public record LinkKey(long companyId, long hierarchyId, String roleCode) implements Comparable<LinkKey> {
        private static final Comparator<LinkKey> ORDER = Comparator.comparingLong(LinkKey::companyId)
                .thenComparingLong(LinkKey::hierarchyId)
                .thenComparing(LinkKey::roleCode);

        @Override
        public int compareTo(LinkKey other) {
            return ORDER.compare(this, other);
        }
    }

    public record DayKey(LocalDate day, Subject subject, long hierarchyId, String roleCode)
            implements Comparable<DayKey> {
        private static final Comparator<DayKey> ORDER = Comparator.comparing(DayKey::day)
                .thenComparing(DayKey::subject)
                .thenComparingLong(DayKey::hierarchyId)
                .thenComparing(DayKey::roleCode);

        @Override
        public int compareTo(DayKey other) {
            return ORDER.compare(this, other);
        }
    }

    public static RollUp of(Collection<CountChange> changes) {
        SortedMap<LinkKey, Long> links = new TreeMap<>();
        SortedMap<DayKey, Long> days = new TreeMap<>();
        for (CountChange change : changes) {
            Counted counted = change.counted();
            long by = change.change();
            if (counted.subject() == Subject.LINK) {
                links.merge(new LinkKey(counted.companyId(), counted.hierarchyId(), counted.roleCode()), by, Long::sum);
            }
            days.merge(
                    new DayKey(counted.day(), counted.subject(), counted.hierarchyId(), counted.roleCode()),
                    by,
                    Long::sum);
        }
        links.values().removeIf(by -> by == 0);
        days.values().removeIf(by -> by == 0);
        return new RollUp(links, days);
    }
}
