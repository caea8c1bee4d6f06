package io.guildhall.customer.domain;

import io.guildhall.error.Pointer;
import io.guildhall.org.domain.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A profile as a request describes it, checked and normalised.
///
/// @param firstName null when not sent
public record ProfileDraft(
        ProfileKey key,
        @Nullable String firstName,
        @Nullable String lastName,
        List<DraftIdentifier> identifiers,
        List<Channel> channels,
        Fields fields) {

    public ProfileDraft {
        identifiers = List.copyOf(identifiers);
        channels = List.copyOf(channels);
    }

    /// A valid identifier and where it stands in the request.
    public record DraftIdentifier(Identifier identifier, Pointer at) {}

    @Override
    public String toString() {
        return "ProfileDraft[" + key + "]"; // personal data stays out of logs
    }
}
