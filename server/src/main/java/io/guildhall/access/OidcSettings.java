package io.guildhall.access;

import io.guildhall.postgres.StartupFailure;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The identity provider whose tokens are taken beside our own (OpenID Connect); `application.yaml` names the
/// environment variable of each.
///
/// @param issuer as it stands in the tokens, an address; none without it
/// @param audience what the tokens must be meant for
/// @param jwksUri where the provider's keys are; without it asked of `{issuer}/.well-known/openid-configuration`
/// @param organisationClaim names the claim with the organisation's code; a dot leads into an object
/// @param tillClaim with the till's code
/// @param roleClaim with READ or WRITE, or a list that holds one of them
@ConfigurationProperties("guildhall.oidc")
public record OidcSettings(
        @Nullable String issuer,
        @Nullable String audience,
        @Nullable String jwksUri,
        String organisationClaim,
        String tillClaim,
        String roleClaim) {
    public OidcSettings {
        issuer = blankToNull(issuer);
        audience = blankToNull(audience);
        jwksUri = blankToNull(jwksUri);
        if (issuer != null) {
            address("GUILDHALL_OIDC_ISSUER", issuer);
            if (audience == null) {
                throw new StartupFailure(
                        "GUILDHALL_OIDC_ISSUER needs GUILDHALL_OIDC_AUDIENCE beside it: tokens that the"
                                + " provider made for somebody else must not be taken.");
            }
        }
        if (jwksUri != null) {
            address("GUILDHALL_OIDC_JWKS_URI", jwksUri);
        }
    }

    static URL address(String name, String text) {
        try {
            URL address = new URI(text).toURL();
            if (address.getProtocol().matches("https?") && !address.getHost().isEmpty()) {
                return address;
            }
        } catch (URISyntaxException | MalformedURLException | IllegalArgumentException unusable) {
            // said below
        }
        throw new StartupFailure(name + " has to be an address that starts with https:// or http://.");
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
