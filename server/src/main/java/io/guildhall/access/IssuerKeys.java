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
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URL;
import java.text.ParseException;
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
    /// For connecting, and for the answer.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int LARGEST_ANSWER = 256 * 1024;

    private final JWKSource<SecurityContext> source;
    private volatile boolean answered;

    /// @param keys where they are; null where the issuer tells
    IssuerKeys(String issuer, @Nullable URL keys) {
        int patience = Math.toIntExact(PATIENCE.toMillis());
        ResourceRetriever retriever = new DefaultResourceRetriever(patience, patience, LARGEST_ANSWER);
        this.source = JWKSourceBuilder.create(new Located(issuer, keys, retriever))
                .cache(KEPT.toMillis(), 4 * PATIENCE.toMillis())
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
        private final String issuer;
        private final ResourceRetriever retriever;
        private volatile @Nullable URL keys;

        Located(String issuer, @Nullable URL keys, ResourceRetriever retriever) {
            this.issuer = issuer;
            this.keys = keys;
            this.retriever = retriever;
        }

        @Override
        public JWKSet getJWKSet(
                JWKSetCacheRefreshEvaluator evaluator, long currentTime, @Nullable SecurityContext context)
                throws KeySourceException {
            return new URLBasedJWKSetSource<SecurityContext>(place(), retriever)
                    .getJWKSet(evaluator, currentTime, context);
        }

        private URL place() throws KeySourceException {
            URL known = keys;
            if (known == null) {
                known = discover();
                keys = known;
            }
            return known;
        }

        private URL discover() throws KeySourceException {
            String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
            try {
                URL place = OidcSettings.address("issuer", base + "/.well-known/openid-configuration");
                var metadata =
                        JSONObjectUtils.parse(retriever.retrieveResource(place).getContent());
                if (!issuer.equals(JSONObjectUtils.getString(metadata, "issuer"))) {
                    throw new IOException("it calls itself by another name");
                }
                return OidcSettings.address(
                        "jwks_uri", String.valueOf(JSONObjectUtils.getString(metadata, "jwks_uri")));
            } catch (IOException | ParseException | RuntimeException unreachable) {
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
