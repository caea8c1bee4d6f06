package io.guildhall.access;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an identity provider says of itself at `{issuer}/.well-known/openid-configuration`: asked for when it is
/// needed, and kept.
public final class IssuerMetadata {
    /// For connecting, and for the answer.
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int LARGEST_ANSWER = 256 * 1024;

    private final String issuer;
    private final ResourceRetriever retriever;
    private volatile @Nullable Map<String, Object> known;

    public IssuerMetadata(String issuer) {
        this.issuer = issuer;
        this.retriever = retriever();
    }

    static ResourceRetriever retriever() {
        int patience = Math.toIntExact(PATIENCE.toMillis());
        return new DefaultResourceRetriever(patience, patience, LARGEST_ANSWER);
    }

    /// @throws IOException when the provider does not answer, or calls itself by another name
    public Map<String, Object> get() throws IOException {
        Map<String, Object> metadata = known;
        if (metadata == null) {
            metadata = ask();
            known = metadata;
        }
        return metadata;
    }

    private Map<String, Object> ask() throws IOException {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        URL place = OidcSettings.address("issuer", base + "/.well-known/openid-configuration");
        try {
            Map<String, Object> metadata =
                    JSONObjectUtils.parse(retriever.retrieveResource(place).getContent());
            if (!issuer.equals(metadata.get("issuer"))) {
                throw new IOException("it calls itself by another name");
            }
            return Map.copyOf(withoutNulls(metadata));
        } catch (ParseException unreadable) {
            throw new IOException("it does not answer in JSON", unreadable);
        }
    }

    private static Map<String, Object> withoutNulls(Map<String, Object> metadata) {
        metadata.values().removeIf(value -> value == null);
        return metadata;
    }
}
