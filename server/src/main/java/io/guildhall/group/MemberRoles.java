package io.guildhall.group;

import java.util.Collection;
import java.util.Map;

/// What `association` tells of the members of groups, who knows where people stand.
public interface MemberRoles {
    /// Codes of the roles of these people, by customer id; who stands in no hierarchy is absent.
    Map<Long, String> rolesOf(long orgId, Collection<Long> customerIds);
}
