package io.guildhall.company.domain;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A company as a call describes it, read but not yet checked.
///
/// @param parent what is said about the parent company
/// @param extendedFields as sent: String, Number, Boolean, List, Map or null by name
/// @param active null where it was not said
public record CompanyDraft(
        @Nullable String externalId,
        @Nullable String name,
        @Nullable String hierarchyCode,
        ParentWish parent,
        Map<String, ? extends @Nullable Object> extendedFields,
        @Nullable Boolean active) {

    /// What a call says about the parent company.
    public sealed interface ParentWish {
        /// Nothing: it stays as it is.
        record Unsaid() implements ParentWish {}

        /// The company stands at the top.
        record None() implements ParentWish {}

        /// @param externalId empty where the member is there without a key
        record Of(String externalId) implements ParentWish {}
    }

    /// The key of the parent company where one is named.
    public @Nullable String parentKey() {
        return parent instanceof ParentWish.Of(String externalId) && !externalId.isEmpty() ? externalId : null;
    }
}
