package io.guildhall.change.domain;

import org.jspecify.annotations.Nullable;

/// What a change set did to one record.
///
/// @param before the record's JSON object before, null when it was created
/// @param after the record's JSON object after, null when it was removed
public record ChangeRecord(
        EntityType type,
        long entityId,
        Action action,
        @Nullable String before,
        @Nullable String after) {

    public EntityKey key() {
        return new EntityKey(type, entityId);
    }

    public enum EntityType {
        CUSTOMER,
        ASSOCIATION,
        COMPANY,
        HIERARCHY,
        CARD,
        CARD_SERIES,
        CARD_LABELS,
        ENROLMENT,
        /// All subscriptions of a person, by the person's id.
        SUBSCRIPTIONS,
        GROUP
    }

    public enum Action {
        CREATE,
        UPDATE,
        END
    }

    @Override
    public String toString() {
        return "ChangeRecord[" + type + " " + entityId + " " + action + "]"; // the states hold personal data
    }
}
