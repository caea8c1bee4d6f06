package io.guildhall.group.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// People who share a wallet (`spec/domain.md` §3).
///
/// @param memberCount people who belong to it now
/// @param exitedCount people who belonged to it and do not any more
/// @param createdBy code of the till, null for the operator
public record Group(
        long id,
        String externalId,
        String name,
        Status status,
        int maxSize,
        int memberCount,
        long exitedCount,
        @Nullable String createdBy,
        Instant createdOn) {
    public enum Status {
        ACTIVE,
        INACTIVE,
        DELETED
    }
}
