package io.guildhall.access;

import io.guildhall.access.store.Logins;
import io.guildhall.access.store.Logins.TillCredential;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an access token says of itself. Whether those it names may still come in is another question.
sealed interface TokenReading {

    /// A token of ours.
    record OfClient(String key) implements TokenReading {}

    /// A token that a page of the console calls the API with. Its owner has been looked up.
    record OfPage(SecretCheck.Entrant entrant) implements TokenReading {}

    /// A token of the identity provider.
    ///
    /// @param organisation code
    /// @param till code
    /// @param client whoever the provider gave the token to
    record OfIssuer(
            String organisation,
            String till,
            Caller.Role role,
            @Nullable String client) implements TokenReading {
        /// The till, if it may come in and is the organisation's, with the token's role, but no more than its own.
        Optional<Caller> caller(Logins logins) {
            return logins.till(till)
                    .filter(TillCredential::active)
                    .filter(found -> found.organisation().equals(organisation))
                    .map(TillCredential::caller)
                    .map(found -> new Caller(
                            found.orgId(),
                            found.tillId(),
                            found.tillCode(),
                            found.role().atMost(role),
                            client));
        }
    }

    /// Genuine, but over, or without the claims that say for whom: whoever brings it is not guessing.
    record Spent() implements TokenReading {}

    record Worthless() implements TokenReading {}

    /// The identity provider has not given its keys yet.
    record Uncheckable() implements TokenReading {}
}
