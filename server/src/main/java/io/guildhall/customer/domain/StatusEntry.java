package io.guildhall.customer.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One status that a person has had, as the log keeps it.
///
/// @param status the system's name
/// @param prevLabel the label before; null for the status at registration
/// @param reason null where none was given
/// @param createdBy id of the till
public record StatusEntry(
        Instant at,
        String status,
        String label,
        @Nullable String prevLabel,
        @Nullable String reason,
        long createdBy) {}
