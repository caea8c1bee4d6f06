package io.guildhall.org.domain;

/// The `settings` of an organisation's document (`spec/org.md`), defaults filled in.
///
/// @param primaryIdentifier canonical identifier type
/// @param maxBatchItems most items of one bulk call
/// @param maxBatchPeople most people of one bulk call, parents and children included
/// @param maxCardsPerCustomer 0: no limit
/// @param erasedMayReturn whether identifiers of erased people may be registered again; else they meet 8026
/// @param requestsPerMinute of all tills together; 0: what the server allows by default
/// @param tillRequestsPerMinute of each till; 0: what the server allows by default
public record Settings(
        String primaryIdentifier,
        boolean autoMerge,
        boolean rejectEmptyExtendedFields,
        int maxBatchItems,
        int maxBatchPeople,
        int maxCardsPerCustomer,
        boolean keepGroupWhenPrimaryLeaves,
        boolean erasedMayReturn,
        int requestsPerMinute,
        int tillRequestsPerMinute) {

    /// The server's own limits; an organisation may only go below them.
    public static final int MAX_BATCH_ITEMS = 1_000;

    public static final int MAX_BATCH_PEOPLE = 10_000;

    public static final int MAX_REQUESTS_PER_MINUTE = 1_000_000;

    public static final Settings DEFAULTS =
            new Settings("mobile", false, true, MAX_BATCH_ITEMS, MAX_BATCH_PEOPLE, 0, false, false, 0, 0);
}
