package io.guildhall.association;

import io.guildhall.association.store.LinkReads;
import io.guildhall.group.MemberRoles;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Tells the group module which roles the members of groups have.
@Component
class LinkedRoles implements MemberRoles {
    private final LinkReads links;

    LinkedRoles(LinkReads links) {
        this.links = links;
    }

    @Override
    public Map<Long, String> rolesOf(long orgId, Collection<Long> customerIds) {
        return links.roles(orgId, customerIds);
    }
}
