package io.guildhall.association.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody above or below another person.
///
/// @param firstName of the first profile
/// @param depth how many steps away
/// @param childCount direct children
/// @param path memberships from the person asked for down to this one; empty above
public record TreePerson(
        long customerId,
        @Nullable String firstName,
        @Nullable String lastName,
        String roleCode,
        int depth,
        @Nullable Long parentCustomerId,
        @Nullable Company company,
        long childCount,
        List<Long> path) {
    public TreePerson {
        path = List.copyOf(path);
    }

    public record Company(long id, String externalId, String name) {}

    @Override
    public String toString() {
        return "TreePerson[" + customerId + "]"; // personal data stays out of logs
    }
}
