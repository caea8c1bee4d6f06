package io.guildhall.association.domain;

import io.guildhall.association.domain.LinkWish.CompanyWish;
import io.guildhall.company.domain.Company;
import io.guildhall.hierarchy.domain.Hierarchy;
import org.jspecify.annotations.Nullable;

/// The place an item asks for, its names resolved.
///
/// @param childRoleCode role of the item's children, as asked for or by default; null without one
record Target(
        Hierarchy hierarchy,
        String roleCode,
        @Nullable String childRoleCode,
        @Nullable CompanyTarget company) {

    /// The company an item asks for.
    sealed interface CompanyTarget {
        CompanyWish wish();

        record Stored(CompanyWish wish, Company company) implements CompanyTarget {}

        /// Not stored; the item brings what is needed to create it.
        record ToCreate(CompanyWish wish, String externalId, String name) implements CompanyTarget {}

        /// Not stored, and only named: some other item of the call has to create it.
        record NamedOnly(CompanyWish wish, String externalId) implements CompanyTarget {}
    }
}
