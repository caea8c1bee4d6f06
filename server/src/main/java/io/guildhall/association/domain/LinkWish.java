package io.guildhall.association.domain;

import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `associationDetails` as asked for: nothing in it has been compared with what exists. Null means not sent.
///
/// @param at where the block stands
public record LinkWish(
        Pointer at,
        @Nullable String hierarchyCode,
        @Nullable String roleCode,
        @Nullable String childRoleCode,
        @Nullable ParentWish parent,
        List<ChildWish> children,
        @Nullable CompanyWish company,
        List<Problem> warnings) {

    public LinkWish {
        children = List.copyOf(children);
        warnings = List.copyOf(warnings);
    }

    /// @param roleCode needed only where the parent is yet to be registered and several roles would do
    public record ParentWish(PersonDraft person, @Nullable String roleCode) {}

    /// @param defaultChild null leaves it as it is
    public record ChildWish(PersonDraft person, @Nullable Boolean defaultChild) {}

    /// @param name with `hierarchyCode`: the company is created if it does not exist
    public record CompanyWish(
            Pointer at,
            @Nullable String externalId,
            @Nullable Long id,
            @Nullable String name,
            @Nullable String hierarchyCode) {}
}
