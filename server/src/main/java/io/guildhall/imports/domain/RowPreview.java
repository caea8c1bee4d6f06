package io.guildhall.imports.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a row would do, as far as its own person is concerned.
///
/// @param name of the person afterwards, empty where nobody has said it
/// @param customerId the person's, null for somebody who is yet to be registered
/// @param place where the person stands afterwards, null where the row asks for none
/// @param fields what changes of a registered person; of a new one everything is new, and nothing listed
/// @param merged ids of registered people who become this person
/// @param cards how many the person is given
/// @param programs how many the person is enrolled in
/// @param children how many are listed as children
/// @param childrenFailed how many of those fail
public record RowPreview(
        String name,
        @Nullable Long customerId,
        @Nullable Place place,
        List<FieldChange> fields,
        List<Long> merged,
        int cards,
        int programs,
        int children,
        int childrenFailed) {

    public RowPreview {
        fields = List.copyOf(fields);
        merged = List.copyOf(merged);
    }

    /// Somebody's place.
    ///
    /// @param company its external id, null outside of companies
    /// @param companyIsNew whether this file creates it
    /// @param formerParentId the person stood under before, null where that was nobody, or stays
    /// @param isNew whether the person stands nowhere yet
    public record Place(
            String hierarchy,
            String role,
            @Nullable String company,
            boolean companyIsNew,
            @Nullable Named parent,
            @Nullable Long formerParentId,
            boolean isNew) {}

    /// @param customerId null for somebody who is yet to be registered
    public record Named(String name, @Nullable Long customerId) {
        @Override
        public String toString() {
            return "Named[" + customerId + "]"; // personal data stays out of logs
        }
    }

    /// @param name as columns are called: `lastName`, `mobile`, `custom.shift`
    /// @param before null where there was nothing
    /// @param after null where there is nothing
    public record FieldChange(
            String name, @Nullable String before, @Nullable String after) {
        @Override
        public String toString() {
            return "FieldChange[" + name + "]"; // personal data stays out of logs
        }
    }

    @Override
    public String toString() {
        return "RowPreview[" + customerId + "]"; // personal data stays out of logs
    }
}
