package io.guildhall.customer.domain;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of the data of a person who was erased (`spec/beyond.md` row 20). Holds counts and nothing personal.
///
/// @param id of the receipt, which is the change set's; null of a dry run
/// @param erasedAt null of a dry run
/// @param by id of the till in whose name it was done
/// @param mayReturn whether the same identifiers may be registered again
/// @param erased how much went, by kind
/// @param kept how much stays, by kind
public record ErasureReceipt(
        @Nullable UUID id,
        long customerId,
        @Nullable Instant erasedAt,
        long by,
        boolean mayReturn,
        Map<String, Long> erased,
        Map<String, Long> kept) {

    public ErasureReceipt {
        erased = new LinkedHashMap<>(erased);
        kept = new LinkedHashMap<>(kept);
    }
}
