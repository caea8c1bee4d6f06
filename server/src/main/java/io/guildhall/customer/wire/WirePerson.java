package io.guildhall.customer.wire;

import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A person as the request's JSON has it: everything may be missing, nothing has been checked but JSON types.
///
/// @param profiles null when the member is missing
/// @param extendedFields values as JSON has them: String, Number, Boolean, List, Map or null
/// @param malformed what had the wrong JSON type
public record WirePerson(
        Pointer at,
        @Nullable List<WireProfile> profiles,
        Map<String, @Nullable Object> extendedFields,
        @Nullable String loyaltyType,
        @Nullable String referralCode,
        @Nullable String associatedWith,
        @Nullable String createDate,
        @Nullable String statusLabel,
        List<WireEnrolment> enrolments,
        List<WireSubscription> subscriptions,
        List<Problem> malformed) {

    public record WireProfile(
            Pointer at,
            @Nullable String firstName,
            @Nullable String lastName,
            List<WireIdentifier> identifiers,
            List<WireChannel> channels,
            Map<String, @Nullable Object> fields,
            @Nullable String source,
            @Nullable String accountId,
            @Nullable String createDate) {}

    /// @param card what only cards say
    public record WireIdentifier(
            Pointer at, @Nullable String type, @Nullable String value, WireCard card) {}

    public record WireCard(
            @Nullable Long seriesId,
            @Nullable String seriesCode,
            @Nullable String statusLabel,
            @Nullable String externalId,
            Map<String, @Nullable Object> extendedFields) {
        public static final WireCard NONE = new WireCard(null, null, null, null, Map.of());
    }

    public record WireEnrolment(
            Pointer at,
            @Nullable Long programId,
            @Nullable Long tierNumber,
            @Nullable Long points,
            @Nullable String tierExpiryDate,
            @Nullable String pointsExpiryDate) {}

    public record WireSubscription(
            Pointer at,
            @Nullable String channel,
            @Nullable String priority,
            @Nullable String type,
            @Nullable String source,
            @Nullable String accountId) {}

    public record WireChannel(
            Pointer at,
            @Nullable String type,
            @Nullable String value,
            @Nullable Boolean primary,
            @Nullable Boolean verified,
            @Nullable Boolean subscribed,
            boolean residence,
            boolean office,
            @Nullable String lastViewedDate,
            Map<String, @Nullable Object> attributes) {}

    @Override
    public String toString() {
        return "WirePerson[" + at + "]"; // personal data stays out of logs
    }
}
