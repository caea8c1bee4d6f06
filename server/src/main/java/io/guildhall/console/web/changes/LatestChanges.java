package io.guildhall.console.web.changes;

import io.guildhall.change.ChangeHistory;
import io.guildhall.change.ChangeHistory.Query;
import io.guildhall.console.web.Days;
import java.time.ZoneId;
import java.util.List;
import org.springframework.stereotype.Component;

/// The newest change sets.
@Component
public class LatestChanges {
    private final ChangeHistory history;
    private final Days days;

    LatestChanges(ChangeHistory history, Days days) {
        this.history = history;
        this.days = days;
    }

    public List<ChangeRow> latest(long orgId, int limit) {
        ZoneId zone = days.zone(orgId);
        return history.list(orgId, Query.ALL, limit, null).rows().stream()
                .map(change -> ChangeRow.of(change, zone))
                .toList();
    }
}
