package io.guildhall.console.web.overview;

import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.console.web.changes.LatestChanges;
import io.guildhall.console.web.imports.ImportRow;
import io.guildhall.imports.ImportDesk;
import io.guildhall.wire.Page;
import io.guildhall.wire.QueryParameters;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What the organisation has, how it grew, what happened last, and how the service is.
@Controller
class OverviewController {
    private static final int LATEST = 5;
    private static final List<Integer> PERIODS = List.of(30, 90, 365);

    private final Figures figures;
    private final ImportDesk imports;
    private final LatestChanges changes;
    private final ServiceHealth health;

    OverviewController(Figures figures, ImportDesk imports, LatestChanges changes, ServiceHealth health) {
        this.figures = figures;
        this.imports = imports;
        this.changes = changes;
        this.health = health;
    }

    /// @param days of the growth that is shown
    @Reads
    @GetMapping("/console")
    String overview(
            @AuthenticationPrincipal Caller caller, @RequestParam(defaultValue = "90") String days, Model model) {
        long org = caller.orgId();
        model.addAttribute("figures", figures.of(org, days(days)));
        model.addAttribute("days", days(days));
        model.addAttribute("periods", PERIODS);
        ImportDesk.Listing latest = imports.list(org, new Page(LATEST, 0));
        model.addAttribute("imports", latest.views().stream().map(ImportRow::of).toList());
        model.addAttribute("backlog", imports.backlog(org));
        model.addAttribute("changes", changes.latest(org, LATEST));
        model.addAttribute("health", health.now());
        return "overview/overview";
    }

    private static int days(String days) {
        return PERIODS.stream()
                .filter(period -> period.toString().equals(days))
                .findFirst()
                .orElseThrow(() -> QueryParameters.refused("days"));
    }
}
