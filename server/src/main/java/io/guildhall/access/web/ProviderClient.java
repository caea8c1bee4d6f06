package io.guildhall.access.web;

import io.guildhall.access.IssuerMetadata;
import io.guildhall.access.IssuerTokens;
import io.guildhall.access.LoginAttempts.Attempt;
import io.guildhall.access.OidcLoginSettings;
import io.guildhall.access.OidcSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriComponentsBuilder;

/// The console as a client of the identity provider, where one is set and the console is registered there. The provider
/// is asked what its addresses are when the first login begins, never at start.
@Component
class ProviderClient {
    static final String WAY_BACK = BrowserSecurityConfiguration.LOGIN + "/code";

    private static final Logger log = LoggerFactory.getLogger(ProviderClient.class);
    private static final String REGISTRATION = "provider";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final OidcLoginSettings settings;
    private final IssuerTokens tokens;
    private final @Nullable IssuerMetadata metadata;
    private final OidcAuthorizationCodeAuthenticationProvider exchange;
    private volatile boolean away;

    ProviderClient(OidcSettings provider, OidcLoginSettings settings, IssuerTokens tokens) {
        this.settings = settings;
        this.tokens = tokens;
        this.metadata =
                provider.issuer() == null || settings.clientId() == null ? null : new IssuerMetadata(provider.issuer());
        this.exchange = new OidcAuthorizationCodeAuthenticationProvider(
                tokenClient(), request -> new DefaultOidcUser(Set.of(), request.getIdToken()));
        this.exchange.setJwtDecoderFactory(this::idTokens);
    }

    /// A provider that hangs must not hold the browser for ever, and no answer of its is followed elsewhere.
    private static RestClientAuthorizationCodeTokenResponseClient tokenClient() {
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(IssuerMetadata.PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        requests.setReadTimeout(PATIENCE);
        var client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(requests)
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    /// Signed by the provider, for this client, and alive.
    private JwtDecoder idTokens(ClientRegistration registration) {
        OidcIdTokenValidator validator = new OidcIdTokenValidator(registration);
        return token -> {
            Jwt jwt = tokens.genuine(token);
            OAuth2TokenValidatorResult result = validator.validate(jwt);
            if (result.hasErrors()) {
                throw new BadJwtException("The ID token is not meant for this client, or not now");
            }
            return jwt;
        };
    }

    /// How the provider is called on the page; empty where nobody logs in there.
    Optional<String> label() {
        return metadata == null
                ? Optional.empty()
                : Optional.of(Objects.requireNonNullElse(settings.label(), "single sign-on"));
    }

    /// The console's registration as the provider's own words complete it; empty while the provider is away.
    Optional<ClientRegistration> registration() {
        try {
            ClientRegistration found =
                    registration(Objects.requireNonNull(metadata, "a provider").get());
            away = false;
            return Optional.of(found);
        } catch (IOException | RuntimeException unusable) {
            if (!away) { // once, or whoever opens the page writes our log
                log.warn(
                        "Nobody can log in at the identity provider ({})",
                        unusable.getClass().getSimpleName());
            }
            away = true;
            return Optional.empty();
        }
    }

    private ClientRegistration registration(Map<String, Object> known) {
        Set<String> scopes = new LinkedHashSet<>(List.of("openid"));
        scopes.addAll(settings.scopes());
        ClientRegistration.Builder registration = ClientRegistrations.fromOidcConfiguration(known)
                .registrationId(REGISTRATION)
                .clientId(Objects.requireNonNull(settings.clientId()))
                .scope(scopes)
                .redirectUri(Objects.requireNonNullElse(settings.publicUrl(), "{baseUrl}") + WAY_BACK);
        return settings.clientSecret() == null
                ? registration
                        .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                        .build()
                : registration.clientSecret(settings.clientSecret()).build();
    }

    /// A login that begins, with state, nonce and challenge of its own.
    ///
    /// @param address where the browser is sent to
    record Begun(String address, Attempt attempt) {}

    Begun begin(HttpServletRequest request, ClientRegistration registration, String page) {
        var resolver = new DefaultOAuth2AuthorizationRequestResolver(_ -> registration);
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        OAuth2AuthorizationRequest sent = Objects.requireNonNull(resolver.resolve(request, REGISTRATION));
        Attempt attempt = new Attempt(
                Objects.requireNonNull(sent.getState()),
                Objects.requireNonNull(sent.<String>getAttribute(OidcParameterNames.NONCE)),
                Objects.requireNonNull(sent.<String>getAttribute(PkceParameterNames.CODE_VERIFIER)),
                Objects.requireNonNull(sent.getRedirectUri()),
                page);
        return new Begun(sent.getAuthorizationRequestUri(), attempt);
    }

    /// The claims of the ID token that the provider gives for what the browser brought back.
    ///
    /// @throws AuthenticationException where state, code, token or nonce are not right, or the provider is
    ///     away
    Map<String, Object> finish(ClientRegistration registration, Attempt attempt, String state, String code) {
        OAuth2AuthorizationRequest sent = OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(attempt.redirectUri()) // of no use any more, and asked for
                .clientId(registration.getClientId())
                .redirectUri(attempt.redirectUri())
                .scopes(registration.getScopes())
                .state(attempt.state())
                .attributes(Map.of(
                        OidcParameterNames.NONCE,
                        attempt.nonce(),
                        PkceParameterNames.CODE_VERIFIER,
                        attempt.verifier()))
                .build();
        OAuth2AuthorizationResponse brought = OAuth2AuthorizationResponse.success(code)
                .state(state)
                .redirectUri(attempt.redirectUri())
                .build();
        var login = exchange.authenticate(
                new OAuth2LoginAuthenticationToken(registration, new OAuth2AuthorizationExchange(sent, brought)));
        return login != null && login.getPrincipal() instanceof OidcUser user ? user.getClaims() : Map.of();
    }

    /// Where somebody logs out of the provider, too; empty where it has no such page.
    Optional<String> logoutAddress(HttpServletRequest request) {
        return label().flatMap(_ -> registration()).flatMap(registration -> {
            Object place =
                    registration.getProviderDetails().getConfigurationMetadata().get("end_session_endpoint");
            return place instanceof String address && address.matches("https?://.*")
                    ? Optional.of(UriComponentsBuilder.fromUri(URI.create(address))
                            .queryParam("client_id", registration.getClientId())
                            .build()
                            .encode()
                            .toUriString())
                    : Optional.empty();
        });
    }
}
