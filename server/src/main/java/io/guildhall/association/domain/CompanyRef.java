package io.guildhall.association.domain;

import io.guildhall.company.domain.Company;
import org.jspecify.annotations.Nullable;

/// The company of a link.
public sealed interface CompanyRef {
    /// A stored company.
    record Known(Company company) implements CompanyRef {}

    /// A company that an item of the same call creates.
    record Fresh(String externalId) implements CompanyRef {}

    default String externalId() {
        return switch (this) {
            case Known(var company) -> company.externalId();
            case Fresh(var key) -> key;
        };
    }

    /// Whether somebody of `lower` may stand under somebody of `upper`: the same company or one below it
    /// (`spec/associate.md` §6 rows 9 and 26). People without a company stand outside this rule.
    static boolean fit(@Nullable CompanyRef lower, @Nullable CompanyRef upper) {
        if (lower == null || upper == null) {
            return true;
        }
        return switch (upper) {
            case Known(var above) -> lower instanceof Known(var below) && below.isWithin(above.id());
            case Fresh fresh -> lower.equals(fresh);
        };
    }
}
