package io.guildhall.hierarchy;

import io.guildhall.hierarchy.domain.HierarchyTrial.Findings;
import io.guildhall.hierarchy.domain.HierarchyTrial.Rules;

/// Knows who stands where in a hierarchy; the hierarchy module asks it who would stand wrong under other rules.
public interface HierarchyCensus {
    /// Everybody whose present place the rules do not allow. Looks at each of the hierarchy's people.
    Findings against(long orgId, long hierarchyId, Rules rules);
}
