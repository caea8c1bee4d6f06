package io.guildhall.access;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The identity provider's keys: asked for when the first token comes and kept; asked for again when they are
/// [#KEPT] old or a token names one that is not known, but not more often than every [#INTERVAL]. While the provider
/// is away, the last ones go on for [#OUTAGE].
final class IssuerKeys implements JWKSource<SecurityContext> {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration OUTAGE = Duration.ofHours(4);
    private final JWKSource<SecurityContext> source;
    private volatile boolean answered;

    /// @param keys where they are; null where the issuer tells
    IssuerKeys(String issuer, @Nullable URL keys) {
        this.source = JWKSourceBuilder.create(new Located(issuer, keys))
                .cache(KEPT.toMillis(), 4 * IssuerMetadata.PATIENCE.toMillis())
                .refreshAheadCache(false)
                .rateLimited(INTERVAL.toMillis())
                .outageTolerant(OUTAGE.toMillis())
                .build();
    }

    /// @throws KeySourceException when the provider has not given its keys
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        try {
            List<JWK> keys = source.get(selector, context);
            answered = true;
            return keys;
        } catch (RateLimitReachedException tooSoon) {
            if (answered) {
                return List.of(); // the keys are known, and this one was not among them a moment ago
            }
            throw tooSoon;
        }
    }

    /// Finds out where the keys are before it reads them.
    private static final class Located implements JWKSetSource<SecurityContext> {
        private final IssuerMetadata metadata;
        private final ResourceRetriever retriever = IssuerMetadata.retriever();
        private final @Nullable URL keys;

        Located(String issuer, @Nullable URL keys) {
            this.metadata = new IssuerMetadata(issuer);
            this.keys = keys;
        }

        @Override
        public JWKSet getJWKSet(
                JWKSetCacheRefreshEvaluator evaluator, long currentTime, @Nullable SecurityContext context)
                throws KeySourceException {
            return new URLBasedJWKSetSource<SecurityContext>(keys == null ? discovered() : keys, retriever)
                    .getJWKSet(evaluator, currentTime, context);
        }

        private URL discovered() throws KeySourceException {
            try {
                return OidcSettings.address(
                        "jwks_uri", String.valueOf(metadata.get().get("jwks_uri")));
            } catch (IOException | RuntimeException unreachable) {
                throw new JWKSetRetrievalException(
                        "The identity provider does not say where its keys are", unreachable);
            }
        }

        @Override
        public void close() {
            // holds nothing open
        }
    }
}
