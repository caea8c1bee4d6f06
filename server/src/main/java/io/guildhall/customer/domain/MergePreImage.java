package io.guildhall.customer.domain;

import org.jspecify.annotations.Nullable;

/// Two people as they were before they became one: all that undoing needs (`spec/beyond.md` row 17). Stored as JSON.
public record MergePreImage(Side survivor, Side victim) {
    /// @param associationId the person's open membership; null without one
    public record Side(Customer customer, @Nullable Long associationId) {}
}
