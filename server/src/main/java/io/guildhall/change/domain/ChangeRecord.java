package io.guildhall.change.domain;

import org.jspecify.annotations.Nullable;

/// What a change set did to one record.
///
/// @param personId the person whose data the states hold: they are kept under that person's key and are gone when the
///     person is erased; null where they hold nobody's
/// @param before the record's JSON object before, null when it was created
/// @param after the record's JSON object after, null when it was removed
/// @param erased whether the states are gone for ever; both are null then
public record ChangeRecord(
        EntityType type,
        long entityId,
        @Nullable Long personId,
        Action action,
        @Nullable String before,
        @Nullable String after,
        boolean erased) {

    /// A record of a person is about that person, any other one about nobody.
    public ChangeRecord(
            EntityType type, long entityId, Action action, @Nullable String before, @Nullable String after) {
        this(type, entityId, isOfPerson(type) ? entityId : null, action, before, after, false);
    }

    private static boolean isOfPerson(EntityType type) {
        return type == EntityType.CUSTOMER || type == EntityType.SUBSCRIPTIONS;
    }

    /// The same record, which holds data of this person.
    ///
    /// @param person null for nobody's
    public ChangeRecord about(@Nullable Long person) {
        return new ChangeRecord(type, entityId, person, action, before, after, erased);
    }

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
