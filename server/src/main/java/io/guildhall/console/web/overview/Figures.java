package io.guildhall.console.web.overview;

import io.guildhall.hierarchy.HierarchyRegistry;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.statistics.StatisticsReports;
import io.guildhall.statistics.domain.Period;
import io.guildhall.statistics.domain.Statistics;
import io.guildhall.statistics.domain.Statistics.RoleLinks;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// What the organisation has in numbers, and how they grew.
@Component
class Figures {
    private static final int PERCENT = 100;

    private final StatisticsReports statistics;
    private final HierarchyRegistry hierarchies;
    private final Clock clock;

    Figures(StatisticsReports statistics, HierarchyRegistry hierarchies, Clock clock) {
        this.statistics = statistics;
        this.hierarchies = hierarchies;
        this.clock = clock;
    }

    /// @param growth the youngest day last
    record View(
            long people,
            long companies,
            long inactiveCompanies,
            long links,
            List<Links> hierarchies,
            List<Statistics.Day> growth) {
        public Statistics.Day first() {
            return growth.getFirst();
        }

        public Statistics.Day last() {
            return growth.getLast();
        }

        public List<Statistics.Day> latestFirst() {
            return growth.reversed();
        }
    }

    /// Open links in one hierarchy.
    record Links(String code, String name, long total, List<Role> roles) {}

    /// @param percent of the role with the most links
    record Role(String code, long links, int percent) {}

    /// @param days how many, today included
    View of(long orgId, int days) {
        Period period = Period.lastDays(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), days);
        Statistics now = statistics.report(orgId, period, null);
        Map<String, String> names = hierarchies.all(orgId).hierarchies().stream()
                .collect(Collectors.toMap(Hierarchy::code, Hierarchy::name));
        List<Links> links = new ArrayList<>();
        now.links().stream()
                .collect(Collectors.groupingBy(RoleLinks::hierarchyCode, TreeMap::new, Collectors.toList()))
                .forEach((code, roles) -> links.add(links(code, names.getOrDefault(code, code), roles)));
        return new View(
                now.people(),
                now.companies().active(),
                now.companies().inactive(),
                now.totalLinks(),
                links,
                now.growth());
    }

    private static Links links(String code, String name, List<RoleLinks> roles) {
        long most = roles.stream().mapToLong(RoleLinks::links).max().orElse(0);
        return new Links(
                code,
                name,
                roles.stream().mapToLong(RoleLinks::links).sum(),
                roles.stream()
                        .map(role -> new Role(role.roleCode(), role.links(), percent(role.links(), most)))
                        .toList());
    }

    /// A role that somebody has is seen.
    private static int percent(long links, long most) {
        return links <= 0 ? 0 : (int) Math.max(1, links * PERCENT / Math.max(most, 1));
    }
}
