package io.guildhall.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/// Tokens of the identity provider (OpenID Connect), where one is set. The provider is asked for its keys when a token
/// comes, never at start: without it tills and clients of ours come in as before.
@Component
@EnableConfigurationProperties({OidcSettings.class, OidcLoginSettings.class})
public class IssuerTokens {
    private static final Logger log = LoggerFactory.getLogger(IssuerTokens.class);
    /// How far the provider's clock may be from ours.
    private static final Duration SKEW = Duration.ofSeconds(30);
    /// RFC 9068 and what came before.
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private final OidcSettings settings;
    private final Clock clock;
    private final @Nullable NimbusJwtDecoder decoder;
    private volatile boolean away;

    IssuerTokens(OidcSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.decoder = settings.issuer() == null ? null : decoder(settings, settings.issuer());
    }

    /// Signatures only, and those by which nobody who knows a public key can sign. What the claims say is judged here.
    private static NimbusJwtDecoder decoder(OidcSettings settings, String issuer) {
        String keys = settings.jwksUri();
        var source =
                new IssuerKeys(issuer, keys == null ? null : OidcSettings.address("GUILDHALL_OIDC_JWKS_URI", keys));
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(source)
                .jwsAlgorithms(algorithms -> algorithms.addAll(List.of(SignatureAlgorithm.values())))
                .jwtProcessorCustomizer(processor -> processor.setJWSTypeVerifier(
                        new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null)))
                .build();
        decoder.setJwtValidator(_ -> OAuth2TokenValidatorResult.success());
        return decoder;
    }

    /// Whether a token with this `iss` is one of the provider's.
    boolean isNamed(@Nullable String issuer) {
        return issuer != null && issuer.equals(settings.issuer());
    }

    /// A token by the provider's keys, whatever it says.
    ///
    /// @throws JwtException a [BadJwtException] where no key of the provider's signed it, another where the keys
    ///     cannot be had
    public Jwt genuine(String token) {
        return Objects.requireNonNull(decoder, "a provider").decode(token);
    }

    TokenReading read(String token) {
        try {
            Jwt genuine = genuine(token);
            away = false;
            return reading(genuine);
        } catch (BadJwtException forged) {
            return new TokenReading.Worthless();
        } catch (JwtException unknown) {
            if (!away) { // once, or whoever sends tokens writes our log
                log.warn(
                        "The identity provider's keys cannot be had ({}), its tokens get 503",
                        NestedExceptionUtils.getMostSpecificCause(unknown)
                                .getClass()
                                .getSimpleName());
            }
            away = true;
            return new TokenReading.Uncheckable();
        }
    }

    private TokenReading reading(Jwt jwt) {
        Instant now = clock.instant();
        Instant expires = jwt.getExpiresAt();
        Instant notBefore = jwt.getNotBefore();
        List<String> audience = jwt.getAudience();
        if (expires == null || audience == null || !audience.contains(settings.audience())) {
            return new TokenReading.Worthless();
        }
        if (notBefore != null && notBefore.isAfter(now.plus(SKEW))) {
            return new TokenReading.Worthless();
        }
        return now.isBefore(expires.plus(SKEW)) ? named(jwt.getClaims()) : new TokenReading.Spent();
    }

    /// For which till the claims speak, and as what.
    TokenReading named(Map<String, Object> claims) {
        Object organisation = claim(claims, settings.organisationClaim());
        Object till = claim(claims, settings.tillClaim());
        Caller.Role role = role(claim(claims, settings.roleClaim()));
        if (organisation instanceof String org && till instanceof String code && role != null) {
            Object client = Objects.requireNonNullElse(claim(claims, "azp"), "");
            return new TokenReading.OfIssuer(org, code, role, client.toString().isEmpty() ? null : client.toString());
        }
        log.debug("A token of the identity provider lacks a claim that says for which till it speaks, or as what");
        return new TokenReading.Spent();
    }

    private static Caller.@Nullable Role role(@Nullable Object claim) {
        Collection<?> roles = claim instanceof Collection<?> several
                ? several
                : Stream.ofNullable(claim).toList();
        return roles.contains("WRITE") ? Caller.Role.WRITE : roles.contains("READ") ? Caller.Role.READ : null;
    }

    /// The claim of this name; where there is none, dots lead into objects (`realm_access.roles`).
    private static @Nullable Object claim(Map<?, ?> claims, String name) {
        Object found = claims.get(name);
        int dot = name.indexOf('.');
        if (found != null || dot < 0) {
            return found;
        }
        return claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner
                ? claim(inner, name.substring(dot + 1))
                : null;
    }
}
