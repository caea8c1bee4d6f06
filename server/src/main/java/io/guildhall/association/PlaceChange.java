package io.guildhall.association;

import io.guildhall.association.domain.Membership;
import io.guildhall.association.domain.PlaceState;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A place that a call ends or changes, as answers tell of it.
///
/// @param associationId the membership, which stays when the person moves (`decisions.md` 35)
/// @param after null where the person leaves
public record PlaceChange(
        long customerId,
        long associationId,
        String hierarchyCode,
        Place before,
        @Nullable Place after) {

    /// @param parent null at the top
    /// @param company null without one
    public record Place(
            String roleCode,
            @Nullable Parent parent,
            @Nullable Company company) {}

    public record Parent(long customerId, long associationId) {}

    public record Company(long id, String externalId) {}

    /// @param holders whose the memberships of parents are
    /// @param companyKeys external ids of companies
    record Names(Map<Long, Long> holders, Map<Long, String> companyKeys) {
        PlaceChange told(Membership membership, String hierarchyCode, @Nullable PlaceState target) {
            PlaceState now = Objects.requireNonNull(membership.place(), "it is open");
            return new PlaceChange(
                    now.customerId(),
                    membership.id(),
                    hierarchyCode,
                    place(now),
                    target == null ? null : place(target));
        }

        private Place place(PlaceState state) {
            Long parent = state.parentId();
            Long company = state.companyId();
            return new Place(
                    state.roleCode(),
                    parent == null ? null : new Parent(Objects.requireNonNull(holders.get(parent)), parent),
                    company == null ? null : new Company(company, Objects.requireNonNull(companyKeys.get(company))));
        }
    }
}
