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
/// @param unserved members that were sent, but belong to features which this version does not serve
/// @param malformed what had the wrong JSON type
public record WirePerson(
        Pointer at,
        @Nullable List<WireProfile> profiles,
        Map<String, @Nullable Object> extendedFields,
        @Nullable String loyaltyType,
        @Nullable String referralCode,
        @Nullable String associatedWith,
        @Nullable String createDate,
        List<String> unserved,
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

    public record WireIdentifier(
            Pointer at, @Nullable String type, @Nullable String value) {}

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
