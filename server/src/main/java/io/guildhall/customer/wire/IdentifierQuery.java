package io.guildhall.customer.wire;

import static io.guildhall.error.ErrorCode.ACCOUNT_INVALID;
import static io.guildhall.error.ErrorCode.ACCOUNT_PARAMETER_MISSING;
import static io.guildhall.error.ErrorCode.IDENTIFIERS_MISSING;
import static io.guildhall.error.ErrorCode.IDENTIFIER_NAME_MISSING;
import static io.guildhall.error.ErrorCode.IDENTIFIER_TYPE_INVALID;
import static io.guildhall.error.ErrorCode.IDENTIFIER_VALUE_MISSING;
import static io.guildhall.error.ErrorCode.NO_SUCH_CUSTOMER;
import static io.guildhall.error.ErrorCode.SOURCE_INVALID;

import io.guildhall.customer.domain.Identifier;
import io.guildhall.customer.domain.IdentifierType;
import io.guildhall.customer.domain.Match;
import io.guildhall.customer.domain.MatchKey;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.error.ErrorCode;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.Source;
import io.guildhall.wire.QueryParameters;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whom a query string means: an identifier in a source and account (`spec/domain.md` §5, `decisions.md` 22, 40, 42).
public record IdentifierQuery(MatchKey key, ProfileKey profile) {

    /// Reads the identifier; a value that cannot be one of its type belongs to nobody.
    ///
    /// @throws RequestRefused with 8002, 8092, 8093 or 8013, or 404/8015 for a value that nobody can have
    public static IdentifierQuery of(
            OrganisationSetup setup, ProfileKey profile, @Nullable String name, @Nullable String value) {
        String typeName = QueryParameters.text("identifierName", name);
        String sent = QueryParameters.text("identifierValue", value);
        if (typeName == null || sent == null) {
            ErrorCode missing = typeName != null
                    ? IDENTIFIER_VALUE_MISSING
                    : sent == null ? IDENTIFIERS_MISSING : IDENTIFIER_NAME_MISSING;
            throw RequestRefused.because(missing);
        }
        IdentifierType type = IdentifierType.named(typeName);
        if (type == null) {
            throw RequestRefused.because(IDENTIFIER_TYPE_INVALID, typeName);
        }
        Identifier identifier = new IdentifierParser(setup)
                .normalise(type, sent)
                .orElseThrow(() -> RequestRefused.because(NO_SUCH_CUSTOMER));
        return new IdentifierQuery(MatchKey.of(identifier), profile);
    }

    /// Reads source and account of a look-up; `ALL` means every source.
    ///
    /// @param missing the code where `source` is missing
    /// @throws RequestRefused with that code, 8003, 8091 or 8011
    public static ProfileKey profile(
            OrganisationSetup setup, @Nullable String source, @Nullable String account, ErrorCode missing) {
        String name = QueryParameters.text("source", source);
        if (name == null) {
            throw RequestRefused.because(missing);
        }
        String upper = name.toUpperCase(Locale.ROOT);
        if (upper.equals(ProfileKey.ANY.source())) {
            return ProfileKey.ANY;
        }
        Source known = setup.sources().get(upper);
        if (known == null) {
            throw RequestRefused.because(SOURCE_INVALID, name);
        }
        String id = QueryParameters.text("accountId", account);
        if (id == null) {
            if (known.hasAccounts()) {
                throw RequestRefused.because(ACCOUNT_PARAMETER_MISSING);
            }
            return new ProfileKey(upper, "");
        }
        if (!known.hasAccount(id)) {
            throw RequestRefused.because(ACCOUNT_INVALID, id, upper);
        }
        return new ProfileKey(upper, id);
    }

    /// The one person among those whom the identifier belongs to anywhere.
    ///
    /// @throws RequestRefused with 404/8015 when it is nobody in this source, with 409/8053 when `ALL` finds
    ///     several
    public long onlyOne(List<Match> everywhere) {
        List<Long> ids = everywhere.stream()
                .filter(match ->
                        profile.equals(ProfileKey.ANY) || match.profile().equals(profile))
                .map(Match::customerId)
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            throw RequestRefused.because(NO_SUCH_CUSTOMER);
        }
        if (ids.size() > 1) {
            throw RequestRefused.because(ErrorCode.CONFLICTING_CUSTOMERS_ACROSS_SOURCES);
        }
        return ids.getFirst();
    }
}
