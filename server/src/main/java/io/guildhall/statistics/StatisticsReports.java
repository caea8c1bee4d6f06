package io.guildhall.statistics;

import static io.guildhall.error.ErrorCode.HIERARCHY_INVALID;

import io.guildhall.count.store.CountSums;
import io.guildhall.error.RequestRefused;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.store.Hierarchies;
import io.guildhall.org.store.Setups;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.statistics.domain.Period;
import io.guildhall.statistics.domain.Statistics;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Looks up the numbers of an organisation: one statement, whose cost is the number of days on which something changed.
@Component
public class StatisticsReports {
    private final TenantTransactions transactions;
    private final Setups setups;
    private final Hierarchies hierarchies;
    private final CountSums sums;

    StatisticsReports(TenantTransactions transactions, Setups setups, Hierarchies hierarchies, CountSums sums) {
        this.transactions = transactions;
        this.setups = setups;
        this.hierarchies = hierarchies;
        this.sums = sums;
    }

    /// @param period whose growth is wanted; the totals are those of now
    /// @param hierarchyCode of the hierarchy whose companies and links are counted, null for all; people
    ///     belong to none, and everybody counts
    /// @throws RequestRefused with 400/1616 for an unknown hierarchy
    public Statistics report(long orgId, Period period, @Nullable String hierarchyCode) {
        return transactions.read(orgId, () -> {
            List<Hierarchy> all = hierarchies.all(orgId, setups.current(orgId).version());
            List<Hierarchy> shown = hierarchyCode == null
                    ? all
                    : all.stream()
                            .filter(hierarchy -> hierarchy.code().equals(hierarchyCode))
                            .toList();
            if (hierarchyCode != null && shown.isEmpty()) {
                throw RequestRefused.because(HIERARCHY_INVALID, hierarchyCode);
            }
            long hierarchyId = hierarchyCode == null ? 0 : shown.getFirst().id();
            return Statistics.of(period, sums.days(orgId, hierarchyId, period.from(), period.to()), shown);
        });
    }
}
