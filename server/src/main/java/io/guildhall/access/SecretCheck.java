package io.guildhall.access;

import io.guildhall.access.store.Logins;
import io.guildhall.access.store.Logins.ClientCredential;
import io.guildhall.access.store.Logins.TillCredential;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whether a secret is the right one. An unknown name, a wrong secret, the operator's name and a login that is switched
/// off cost the same: one look-up and the same hashes, compared in constant time.
@Component
public class SecretCheck {
    /// Compared with when there is nobody of this name.
    private static final SecretHash NOBODY = SecretHash.of("", new byte[SecretHash.SALT_BYTES]);

    private final Logins logins;
    private final String operatorName;
    private final SecretHash operatorSecret;

    SecretCheck(Logins logins, OperatorCredential operator) {
        this.logins = logins;
        this.operatorName = operator.user();
        byte[] salt = new byte[SecretHash.SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        this.operatorSecret = SecretHash.of(operator.secret(), salt);
    }

    /// Who logs in by Basic credentials.
    public sealed interface Entrant {
        record Operator() implements Entrant {}

        record Till(Caller caller) implements Entrant {}

        /// Nobody, or not now.
        record Stranger() implements Entrant {}
    }

    public Entrant enter(String name, String secret) {
        boolean isOperator = name.equals(operatorName); // no till is called so
        Optional<TillCredential> till = logins.till(name);
        SecretHash expected =
                isOperator ? operatorSecret : till.map(TillCredential::secret).orElse(NOBODY);
        boolean right = matches(secret, expected, till.map(TillCredential::md5).orElse(null));
        if (isOperator) {
            return right ? new Entrant.Operator() : new Entrant.Stranger();
        }
        return till.filter(found -> right && found.active())
                .<Entrant>map(found -> new Entrant.Till(found.caller()))
                .orElseGet(Entrant.Stranger::new);
    }

    /// The client of this key and secret, if it may come in.
    public Optional<ClientCredential> client(String key, String secret) {
        Optional<ClientCredential> client = logins.client(key);
        boolean right = client.map(ClientCredential::secret).orElse(NOBODY).matches(secret);
        return client.filter(found -> right && found.active());
    }

    /// Two hashes whether or not the till takes the MD5 of its secret.
    private static boolean matches(String secret, SecretHash expected, @Nullable SecretHash md5) {
        boolean right = expected.matches(secret);
        boolean rightMd5 = (md5 == null ? NOBODY : md5).matches(secret);
        return right | (rightMd5 & md5 != null);
    }
}
