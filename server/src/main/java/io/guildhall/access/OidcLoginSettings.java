package io.guildhall.access;

import io.guildhall.postgres.StartupFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// How people log in to the console at the identity provider of [OidcSettings]; `application.yaml` names the
/// environment variable of each.
///
/// @param clientId what the console is called at the provider; without it nobody logs in there
/// @param clientSecret null for a public client, which has PKCE alone
/// @param label of the provider, as the button says it
/// @param scopes asked for; `openid` always
/// @param publicUrl under which browsers reach the service; null: as each request names it
@ConfigurationProperties("guildhall.oidc.login")
public record OidcLoginSettings(
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String label,
        List<String> scopes,
        @Nullable String publicUrl) {
    public OidcLoginSettings {
        clientId = blankToNull(clientId);
        clientSecret = blankToNull(clientSecret);
        label = blankToNull(label);
        publicUrl = blankToNull(publicUrl);
        scopes = List.copyOf(scopes);
        if (clientSecret != null && clientId == null) {
            throw new StartupFailure("GUILDHALL_OIDC_CLIENT_SECRET needs GUILDHALL_OIDC_CLIENT_ID beside it.");
        }
        if (publicUrl != null) {
            OidcSettings.address("GUILDHALL_PUBLIC_URL", publicUrl);
            publicUrl = publicUrl.replaceAll("/+$", "");
        }
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    @Override
    public String toString() {
        return "OidcLoginSettings[" + clientId + "]";
    }
}
