package io.guildhall.audit.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One record as it is read: a change set, a refusal or a call of the operator.
///
/// @param at of the first call; `until` of the last of `count` equal ones
/// @param kind `WRITE`, `REFUSED` or `OPERATOR`
/// @param actor `TILL`, `CLIENT`, `OPERATOR` or `UNKNOWN`
/// @param name of the actor: a till's code, a client's key, the user of a login that failed
/// @param till in whose name a client wrote
/// @param org the organisation's code
public record AuditEntry(
        UUID id,
        Instant at,
        Instant until,
        long count,
        String kind,
        @Nullable String org,
        String actor,
        @Nullable String name,
        @Nullable String till,
        @Nullable String address,
        @Nullable String requestId,
        String method,
        String path,
        int status) {}
