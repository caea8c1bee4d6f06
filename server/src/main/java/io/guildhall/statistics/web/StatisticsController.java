package io.guildhall.statistics.web;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.error.ProblemBody;
import io.guildhall.statistics.StatisticsReports;
import io.guildhall.statistics.domain.Period;
import io.guildhall.statistics.domain.Statistics;
import io.guildhall.wire.QueryParameters;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Numbers of people, companies and links, and their growth.
@RestController
class StatisticsController {
    private static final int DAYS = 30;

    private final StatisticsReports reports;
    private final Clock clock;

    StatisticsController(StatisticsReports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    @JsonPropertyOrder({"from", "to", "people", "companies", "links", "growth", "warnings", "errors"})
    record Answer(
            LocalDate from,
            LocalDate to,
            long people,
            Companies companies,
            Links links,
            List<Day> growth,
            List<ProblemBody> warnings,
            List<ProblemBody> errors) {}

    @JsonPropertyOrder({"active", "inactive"})
    record Companies(long active, long inactive) {}

    @JsonPropertyOrder({"total", "roles"})
    record Links(long total, List<Role> roles) {}

    @JsonPropertyOrder({"hierarchyCode", "roleCode", "count"})
    record Role(String hierarchyCode, String roleCode, long count) {}

    @JsonPropertyOrder({"date", "people", "companies", "links", "peopleAdded", "companiesAdded", "linksAdded"})
    record Day(
            LocalDate date,
            long people,
            long companies,
            long links,
            long peopleAdded,
            long companiesAdded,
            long linksAdded) {
        static Day of(Statistics.Day day) {
            return new Day(
                    day.date(),
                    day.people(),
                    day.companies(),
                    day.links(),
                    day.peopleAdded(),
                    day.companiesAdded(),
                    day.linksAdded());
        }
    }

    @Reads
    @GetMapping(path = "/v2/statistics", produces = MediaType.APPLICATION_JSON_VALUE)
    Answer statistics(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String hierarchyCode) {
        Period period = period(from, to);
        String hierarchy = QueryParameters.text("hierarchyCode", hierarchyCode);
        return answer(reports.report(caller.orgId(), period, hierarchy));
    }

    private Period period(@Nullable String from, @Nullable String to) {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        LocalDate last = day("to", to, today);
        if (last.isAfter(today)) {
            throw QueryParameters.refused("to");
        }
        LocalDate first = day("from", from, last.minusDays(DAYS - 1L));
        if (!Period.isPossible(first, last)) {
            throw QueryParameters.refused("from");
        }
        return new Period(first, last);
    }

    /// Years of four digits: what is before the year 0 or after 9999 is no day that anything is stored for.
    private static LocalDate day(String name, @Nullable String sent, LocalDate fallback) {
        String text = QueryParameters.text(name, sent);
        if (text == null) {
            return fallback;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 1 && day.getYear() <= 9_998) {
                return day;
            }
        } catch (DateTimeException unreadable) {
            // refused below
        }
        throw QueryParameters.refused(name);
    }

    private static Answer answer(Statistics statistics) {
        return new Answer(
                statistics.period().from(),
                statistics.period().to(),
                statistics.people(),
                new Companies(
                        statistics.companies().active(), statistics.companies().inactive()),
                new Links(
                        statistics.totalLinks(),
                        statistics.links().stream()
                                .map(role -> new Role(role.hierarchyCode(), role.roleCode(), role.links()))
                                .toList()),
                statistics.growth().stream().map(Day::of).toList(),
                List.of(),
                List.of());
    }
}
