package io.guildhall.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.guildhall.access.store.SigningKeys;
import io.guildhall.access.store.SigningKeys.StoredKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Access tokens of API clients: signed (RS256), expiring, and saying no more than which client they belong to.
/// What the client may do is looked up on each request, so that whoever is switched off is out at once
/// (`decisions.md` 27).
///
/// A key signs for [#KEY_LIFE], then a new one takes over; the old one verifies as long as a token of its can live.
/// Instances share the keys, so each accepts the others' tokens.
@Component
public class AccessTokens {
    private static final Duration KEY_LIFE = Duration.ofDays(30);
    /// Tokens live at most a week (`clients[].ttlSeconds`).
    private static final Duration LONGEST_TOKEN = Duration.ofDays(7);

    private static final int KEY_BITS = 2_048;

    private final SigningKeys store;
    private final Clock clock;
    private volatile List<StoredKey> keys = List.of();

    AccessTokens(SigningKeys store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public String issue(String clientKey, Duration ttl) {
        Instant now = clock.instant();
        StoredKey key = signingKey(now);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.id().toString())
                .build();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(clientKey)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(ttl)))
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(privateKey(key)));
        } catch (JOSEException | GeneralSecurityException failure) {
            throw new IllegalStateException("A token could not be signed", failure);
        }
        return token.serialize();
    }

    /// The client of a genuine token that has not expired; nothing for every other text.
    public Optional<String> clientOf(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            String keyId = jwt.getHeader().getKeyID();
            Optional<StoredKey> key = keyId == null ? Optional.empty() : key(keyId);
            Date expires = jwt.getJWTClaimsSet().getExpirationTime();
            boolean genuine = key.isPresent()
                    && jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256)
                    && jwt.verify(new RSASSAVerifier(publicKey(key.get())));
            boolean alive = expires != null && clock.instant().isBefore(expires.toInstant());
            return genuine && alive ? Optional.ofNullable(jwt.getJWTClaimsSet().getSubject()) : Optional.empty();
        } catch (ParseException | JOSEException | GeneralSecurityException unreadable) {
            return Optional.empty();
        }
    }

    private synchronized StoredKey signingKey(Instant now) {
        Instant oldest = now.minus(KEY_LIFE);
        if (keys.isEmpty() || keys.getFirst().createdAt().isBefore(oldest)) {
            keys = store.all();
        }
        if (keys.isEmpty() || keys.getFirst().createdAt().isBefore(oldest)) {
            store.add(fresh(now));
            store.removeOlderThan(now.minus(KEY_LIFE).minus(LONGEST_TOKEN));
            keys = store.all();
        }
        return keys.getFirst();
    }

    /// A key that is not known here may have been made by another instance since.
    private Optional<StoredKey> key(String id) {
        Optional<StoredKey> known = find(id);
        if (known.isEmpty()) {
            keys = store.all();
            known = find(id);
        }
        return known;
    }

    private Optional<StoredKey> find(String id) {
        return keys.stream().filter(key -> key.id().toString().equals(id)).findFirst();
    }

    private static StoredKey fresh(Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            KeyPair pair = generator.generateKeyPair();
            return new StoredKey(
                    UUID.randomUUID(),
                    pair.getPrivate().getEncoded(),
                    pair.getPublic().getEncoded(),
                    now);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static RSAPrivateKey privateKey(StoredKey key) throws GeneralSecurityException {
        return (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key.privateKey()));
    }

    private static RSAPublicKey publicKey(StoredKey key) throws GeneralSecurityException {
        return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key.publicKey()));
    }
}
