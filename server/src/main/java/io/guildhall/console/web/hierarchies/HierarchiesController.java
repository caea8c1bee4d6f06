package io.guildhall.console.web.hierarchies;

import static io.guildhall.error.ErrorCode.HIERARCHY_IN_USE;
import static io.guildhall.error.ErrorCode.HIERARCHY_NOT_FOUND;

import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.access.Writes;
import io.guildhall.console.web.Dates;
import io.guildhall.error.RequestRefused;
import io.guildhall.hierarchy.HierarchyRegistry;
import io.guildhall.hierarchy.HierarchyRegistry.Listing;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.statistics.StatisticsReports;
import io.guildhall.statistics.domain.Period;
import io.guildhall.statistics.domain.Statistics.RoleLinks;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The list of hierarchies, and the picture of one.
@Controller
class HierarchiesController {
    static final String ALL = "/console/hierarchies";
    static final String ONE = ALL + "/{id}";

    private final HierarchyRegistry registry;
    private final StatisticsReports statistics;
    private final Clock clock;

    HierarchiesController(HierarchyRegistry registry, StatisticsReports statistics, Clock clock) {
        this.registry = registry;
        this.statistics = statistics;
        this.clock = clock;
    }

    @Reads
    @GetMapping(ALL)
    String hierarchies(@AuthenticationPrincipal Caller caller, Model model) {
        model.addAttribute("hierarchies", registry.all(caller.orgId()).hierarchies());
        return "hierarchies/hierarchies";
    }

    /// @param saved set after a change
    @Reads
    @GetMapping(ONE)
    String hierarchy(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String saved,
            Model model) {
        show(caller, id, model);
        model.addAttribute("saved", saved != null);
        return "hierarchies/hierarchy";
    }

    /// @param force set where the page has told that people or companies are in it
    @Writes
    @PostMapping(ONE + "/off")
    String switchOff(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String force,
            Model model) {
        try {
            registry.switchOff(caller, id, force != null);
            return "redirect:" + ALL + "/" + id + "?saved";
        } catch (RequestRefused refused) {
            if (!refused.isFor(HIERARCHY_IN_USE)) {
                throw refused;
            }
            show(caller, id, model);
            model.addAttribute("inUse", true);
            return "hierarchies/hierarchy";
        }
    }

    private void show(Caller caller, long id, Model model) {
        Listing listing = registry.all(caller.orgId());
        Hierarchy hierarchy = find(listing, id);
        model.addAttribute("hierarchy", hierarchy);
        model.addAttribute("picture", HierarchyPicture.of(hierarchy));
        model.addAttribute("inUse", false);
        model.addAttribute("counts", holders(caller, hierarchy));
        model.addAttribute("created", Dates.shown(hierarchy.createdOn(), listing.zone()));
    }

    /// How many people have each role now.
    private Map<String, Long> holders(Caller caller, Hierarchy hierarchy) {
        Period today = Period.lastDays(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), 1);
        return statistics.report(caller.orgId(), today, hierarchy.code()).links().stream()
                .collect(Collectors.toUnmodifiableMap(RoleLinks::roleCode, RoleLinks::links, Long::sum));
    }

    static Hierarchy find(Listing listing, long id) {
        return listing.hierarchies().stream()
                .filter(hierarchy -> hierarchy.id() == id)
                .findFirst()
                .orElseThrow(() -> RequestRefused.because(HIERARCHY_NOT_FOUND, Long.toString(id)));
    }
}
