package io.guildhall.imports.domain;

import io.guildhall.customer.domain.MatchKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whom and what a row names.
///
/// @param registers keys of the person and of the children that it lists
/// @param parent keys of the parent, empty without one
/// @param company key of the company, or null
/// @param createsCompany whether the row says enough to create it
/// @param people how many are named
public record Named(
        List<MatchKey> registers,
        List<MatchKey> parent,
        @Nullable String hierarchyCode,
        @Nullable String roleCode,
        @Nullable String company,
        boolean createsCompany,
        int people) {
    public Named {
        registers = List.copyOf(registers);
        parent = List.copyOf(parent);
    }
}
