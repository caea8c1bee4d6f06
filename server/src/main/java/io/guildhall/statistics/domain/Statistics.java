package io.guildhall.statistics.domain;

import io.guildhall.count.domain.Counted.Subject;
import io.guildhall.count.domain.DayChange;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.Role;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What there is of an organisation: people, companies and links as of now, and how they came to be day by day.
///
/// @param people everybody registered, with or without a place; who has become somebody else counts once
/// @param links open ones by role: hierarchies by code, their roles as the hierarchy has them, the topmost first; roles
///     without anybody are there for active hierarchies
/// @param growth every day of the period, the first one first
public record Statistics(Period period, long people, Companies companies, List<RoleLinks> links, List<Day> growth) {
    public Statistics {
        links = List.copyOf(links);
        growth = List.copyOf(growth);
    }

    public record Companies(long active, long inactive) {}

    public record RoleLinks(String hierarchyCode, String roleCode, long links) {}

    /// One day (UTC).
    ///
    /// @param people how many there were at its end; so `companies`, active ones, and `links`
    /// @param peopleAdded how many more than at its beginning, or fewer; so `companiesAdded` and `linksAdded`
    public record Day(
            LocalDate date,
            long people,
            long companies,
            long links,
            long peopleAdded,
            long companiesAdded,
            long linksAdded) {}

    private record RoleKey(long hierarchyId, String roleCode) {}

    public long totalLinks() {
        return links.stream().mapToLong(RoleLinks::links).sum();
    }

    /// @param changes all there ever were; those before the period on any day before it, those after it likewise
    /// @param hierarchies those to be shown, by code
    public static Statistics of(Period period, Collection<DayChange> changes, List<Hierarchy> hierarchies) {
        Map<Subject, Long> totals = new HashMap<>();
        Map<RoleKey, Long> roles = new HashMap<>();
        for (DayChange change : changes) {
            totals.merge(change.subject(), change.change(), Long::sum);
            if (change.subject() == Subject.LINK) {
                roles.merge(new RoleKey(change.hierarchyId(), change.roleCode()), change.change(), Long::sum);
            }
        }
        return new Statistics(
                period,
                totals.getOrDefault(Subject.PERSON, 0L),
                new Companies(
                        totals.getOrDefault(Subject.ACTIVE_COMPANY, 0L),
                        totals.getOrDefault(Subject.INACTIVE_COMPANY, 0L)),
                links(hierarchies, roles),
                growth(period, changes));
    }

    private static List<RoleLinks> links(List<Hierarchy> hierarchies, Map<RoleKey, Long> roles) {
        List<RoleLinks> links = new ArrayList<>();
        for (Hierarchy hierarchy : hierarchies) {
            Map<String, Long> ofHierarchy = new LinkedHashMap<>();
            hierarchy.roles().stream().map(Role::code).forEach(code -> ofHierarchy.put(code, 0L));
            roles.forEach((key, number) -> {
                if (key.hierarchyId() == hierarchy.id()) {
                    ofHierarchy.put(key.roleCode(), number);
                }
            });
            ofHierarchy.forEach((code, number) -> {
                if (number != 0 || hierarchy.active()) {
                    links.add(new RoleLinks(hierarchy.code(), code, number));
                }
            });
        }
        return links;
    }

    private static List<Day> growth(Period period, Collection<DayChange> changes) {
        Map<LocalDate, Sums> byDay = new HashMap<>();
        Sums sums = new Sums();
        for (DayChange change : changes) {
            if (change.day().isBefore(period.from())) {
                sums.add(change.subject(), change.change());
            } else {
                byDay.computeIfAbsent(change.day(), _ -> new Sums()).add(change.subject(), change.change());
            }
        }
        List<Day> days = new ArrayList<>();
        for (LocalDate date = period.from(); !date.isAfter(period.to()); date = date.plusDays(1)) {
            Sums of = byDay.getOrDefault(date, new Sums());
            sums.people += of.people;
            sums.companies += of.companies;
            sums.links += of.links;
            days.add(new Day(date, sums.people, sums.companies, sums.links, of.people, of.companies, of.links));
        }
        return days;
    }

    private static final class Sums {
        private long people;
        private long companies;
        private long links;

        void add(Subject subject, long change) {
            switch (subject) {
                case PERSON -> people += change;
                case ACTIVE_COMPANY -> companies += change;
                case LINK -> links += change;
                case INACTIVE_COMPANY -> {}
            }
        }
    }
}
