package io.guildhall.company.domain;

import io.guildhall.org.domain.Fields;
import org.jspecify.annotations.Nullable;

/// What calls may change about a company, and what a change set keeps of it.
///
/// @param parentId null at the top
public record CompanyState(
        String externalId, String name, @Nullable Long parentId, Fields extendedFields, boolean active) {
    public static CompanyState of(Company company) {
        return new CompanyState(
                company.externalId(), company.name(), company.parentId(), company.extendedFields(), company.active());
    }
}
