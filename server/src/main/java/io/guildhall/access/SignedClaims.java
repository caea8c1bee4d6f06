package io.guildhall.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Optional;

/// Claims as signed texts (RS256), which every instance can read. Who signed them for what is told by their issuer, and
/// that is for the reader to look at.
final class SignedClaims {
    private final SigningKeyRing keys;

    SignedClaims(SigningKeyRing keys) {
        this.keys = keys;
    }

    String sign(JWTClaimsSet claims) {
        SigningKeyRing.Key key = keys.signing();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.id().toString())
                .build();
        SignedJWT text = new SignedJWT(header, claims);
        try {
            text.sign(new RSASSASigner(key.privateKey()));
        } catch (JOSEException failure) {
            throw new IllegalStateException("Claims could not be signed", failure);
        }
        return text.serialize();
    }

    /// The claims, if one of our keys has signed them.
    Optional<JWTClaimsSet> verified(SignedJWT text) {
        try {
            String keyId = text.getHeader().getKeyID();
            Optional<SigningKeyRing.Key> key = keyId == null ? Optional.empty() : keys.verifying(keyId);
            boolean genuine = key.isPresent()
                    && text.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256)
                    && text.verify(new RSASSAVerifier(key.get().publicKey()));
            return genuine ? Optional.of(text.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException unreadable) {
            return Optional.empty();
        }
    }
}
