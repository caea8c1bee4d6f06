package io.guildhall.company.domain;

import org.jspecify.annotations.Nullable;

/// A company together with the one directly above it, as answers show it.
///
/// @param parent null for a company at the top
public record PlacedCompany(Company company, @Nullable Parent parent) {
    public record Parent(long id, String externalId, String name) {
        public static Parent of(Company company) {
            return new Parent(company.id(), company.externalId(), company.name());
        }
    }
}
