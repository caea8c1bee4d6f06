package io.guildhall.person;

import static io.guildhall.error.ErrorCode.NO_SUCH_CUSTOMER;

import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.error.RequestRefused;
import org.jspecify.annotations.Nullable;

/// The one person whom a call is about.
///
/// @param profile the source and account of the call; [ProfileKey#ANY] where every source will do
/// @param mergedId the id that was asked for, where that person has been merged into this one; else null
public record Addressee(
        long id, ProfileKey profile, @Nullable Long mergedId) {

    /// @throws RequestRefused with 404/8015 where nobody is there, or somebody whom the source does not know
    public Customer of(@Nullable Customer stored) {
        if (stored == null || !profile.equals(ProfileKey.ANY) && stored.profile(profile) == null) {
            throw RequestRefused.because(NO_SUCH_CUSTOMER);
        }
        return stored;
    }
}
