package io.guildhall.customer.wire;

import static io.guildhall.error.ErrorCode.ACCOUNT_INVALID;
import static io.guildhall.error.ErrorCode.ACCOUNT_MISSING;
import static io.guildhall.error.ErrorCode.SOURCE_INVALID;

import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.customer.wire.PersonParser.Findings;
import io.guildhall.customer.wire.WirePerson.WireProfile;
import io.guildhall.error.Pointer;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.Source;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which source and account a profile belongs to: its own, else the call's, else INSTORE (`spec/associate.md` §1, §2).
public final class ProfileSources {
    public static final String DEFAULT_SOURCE = "INSTORE";

    private final OrganisationSetup setup;
    private final String defaultSource;
    private final String defaultAccount;
    private final boolean everySource;

    /// @param querySource the call's `source`, or null
    /// @param queryAccount the call's `accountId`, or null
    /// @param everySource whether `ALL` may stand for every source: in look-ups and updates only
    public ProfileSources(
            OrganisationSetup setup, @Nullable String querySource, @Nullable String queryAccount, boolean everySource) {
        this.setup = setup;
        this.defaultSource = querySource == null || querySource.isBlank() ? DEFAULT_SOURCE : querySource;
        this.defaultAccount = queryAccount == null ? "" : queryAccount.strip();
        this.everySource = everySource;
    }

    /// The profile of a source and account named beside the profiles; null for an unknown one.
    @Nullable
    ProfileKey named(String sourceName, @Nullable String accountId) {
        Source source = setup.sources().get(sourceName.strip().toUpperCase(Locale.ROOT));
        if (source == null) {
            return null;
        }
        if (!source.hasAccounts()) {
            return new ProfileKey(source.name(), "");
        }
        String account = accountId == null || accountId.isBlank() ? defaultAccount : accountId.strip();
        return source.hasAccount(account) ? new ProfileKey(source.name(), account) : null;
    }

    /// The profile's key, or null with the reason among the findings.
    @Nullable
    ProfileKey keyOf(WireProfile profile, Findings found) {
        String own = profile.source();
        String name =
                (own == null || own.isBlank() ? defaultSource : own).strip().toUpperCase(Locale.ROOT);
        if (everySource && name.equals(ProfileKey.ANY.source())) {
            return ProfileKey.ANY;
        }
        Source source = setup.sources().get(name);
        if (source == null) {
            found.refuse(SOURCE_INVALID, profile.at().child("source"), name);
            return null;
        }
        return account(source, profile, found);
    }

    private @Nullable ProfileKey account(Source source, WireProfile profile, Findings found) {
        Pointer at = profile.at().child("accountId");
        String sent = profile.accountId() == null ? "" : profile.accountId().strip();
        if (!source.hasAccounts()) {
            if (sent.isEmpty()) {
                return new ProfileKey(source.name(), "");
            }
            found.refuse(ACCOUNT_INVALID, at, sent, source.name());
            return null;
        }
        String account = sent.isEmpty() ? defaultAccount : sent;
        if (account.isEmpty()) {
            found.refuse(ACCOUNT_MISSING, at, source.name());
            return null;
        }
        if (!source.hasAccount(account)) {
            found.refuse(ACCOUNT_INVALID, at, account, source.name());
            return null;
        }
        return new ProfileKey(source.name(), account);
    }
}
