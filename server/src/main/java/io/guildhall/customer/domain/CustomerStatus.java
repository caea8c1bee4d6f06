package io.guildhall.customer.domain;

import io.guildhall.org.domain.StatusLabels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How a person stands with the organisation, by the system's name and the organisation's own (`spec/domain.md` §5).
///
/// @param label one of the organisation's labels for the status; null where it has none for it
public record CustomerStatus(Status status, @Nullable String label) {
    public static final CustomerStatus ACTIVE = new CustomerStatus(Status.ACTIVE, null);

    public enum Status {
        ACTIVE,
        SUSPENDED,
        /// Nothing may change any more (3042), and the identifiers stay taken (8026).
        DELETED,
        FRAUD_SUSPECTED,
        FRAUD_CONFIRMED,
        INTERNAL,
        PENDING_DELETION
    }

    /// Whether this is the system's name of a status.
    public static boolean isOne(String name) {
        return Arrays.stream(Status.values()).anyMatch(status -> status.name().equals(name));
    }

    /// The label that answers show: the person's own, else the default of the organisation, else the system's name.
    public String shownLabel(StatusLabels labels) {
        return label != null ? label : labels.defaultLabel(status.name()).orElse(status.name());
    }

    public boolean isDeleted() {
        return status == Status.DELETED;
    }
}
