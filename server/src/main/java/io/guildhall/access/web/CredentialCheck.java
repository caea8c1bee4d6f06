package io.guildhall.access.web;

import io.guildhall.access.Caller;
import io.guildhall.access.OperatorCredential;
import io.guildhall.access.SecretHash;
import io.guildhall.access.store.Logins;
import io.guildhall.access.store.Logins.TillCredential;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/// Checks Basic credentials: the operator's, else a till's. Unknown name and wrong secret cost the same and look the
/// same to the caller.
@Component
class CredentialCheck implements AuthenticationProvider {
    /// Compared with when there is no such till, so that its absence does not show in the time taken.
    private static final SecretHash NOBODY = SecretHash.of("", new byte[SecretHash.SALT_BYTES]);

    private final Logins logins;
    private final OperatorCredential operator;

    CredentialCheck(Logins logins, OperatorCredential operator) {
        this.logins = logins;
        this.operator = operator;
    }

    @Override
    public Authentication authenticate(Authentication given) {
        String name = given.getName();
        String secret = String.valueOf(given.getCredentials());
        if (same(name, operator.user())) {
            if (!same(secret, operator.secret())) {
                throw refused();
            }
            return accepted("operator", "OPERATOR");
        }
        // PostgreSQL's text has no NUL, so no till is called by a name with one
        Optional<TillCredential> till = name.indexOf('\0') < 0 ? logins.till(name) : Optional.empty();
        boolean right = matches(till, secret);
        TillCredential credential =
                till.filter(found -> right && found.active()).orElseThrow(CredentialCheck::refused);
        return accepted(credential.caller());
    }

    /// WRITE includes READ.
    static Authentication accepted(Caller caller) {
        return switch (caller.role()) {
            case READ -> accepted(caller, "READ");
            case WRITE -> accepted(caller, "READ", "WRITE");
        };
    }

    private static boolean matches(Optional<TillCredential> till, String secret) {
        boolean right = till.map(TillCredential::secret).orElse(NOBODY).matches(secret);
        boolean rightMd5 =
                till.map(TillCredential::md5).map(md5 -> md5.matches(secret)).orElse(false);
        return right | rightMd5;
    }

    private static boolean same(String left, String right) {
        return MessageDigest.isEqual(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private static Authentication accepted(Object principal, String... authorities) {
        List<? extends GrantedAuthority> granted =
                List.of(authorities).stream().map(SimpleGrantedAuthority::new).toList();
        return UsernamePasswordAuthenticationToken.authenticated(principal, null, granted);
    }

    private static BadCredentialsException refused() {
        return new BadCredentialsException("Login failed");
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
