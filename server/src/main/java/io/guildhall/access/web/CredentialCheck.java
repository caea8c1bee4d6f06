package io.guildhall.access.web;

import io.guildhall.access.Caller;
import io.guildhall.access.SecretCheck;
import io.guildhall.access.SecretCheck.Entrant;
import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/// Checks Basic credentials: the operator's, else a till's.
@Component
class CredentialCheck implements AuthenticationProvider {
    private final SecretCheck secrets;
    private final LoginRefusals refusals;

    CredentialCheck(SecretCheck secrets, LoginRefusals refusals) {
        this.secrets = secrets;
        this.refusals = refusals;
    }

    @Override
    public Authentication authenticate(Authentication given) {
        return switch (secrets.enter(given.getName(), String.valueOf(given.getCredentials()))) {
            case Entrant.Operator _ -> operator();
            case Entrant.Till(var caller) -> accepted(caller);
            case Entrant.Stranger _ -> throw refusals.failed(given.getName(), address(given));
        };
    }

    private static String address(Authentication given) {
        return given.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
    }

    static Authentication operator() {
        return accepted("operator", "OPERATOR");
    }

    /// WRITE includes READ.
    static Authentication accepted(Caller caller) {
        return switch (caller.role()) {
            case READ -> accepted(caller, "READ");
            case WRITE -> accepted(caller, "READ", "WRITE");
        };
    }

    private static Authentication accepted(Object principal, String... authorities) {
        List<? extends GrantedAuthority> granted =
                List.of(authorities).stream().map(SimpleGrantedAuthority::new).toList();
        return UsernamePasswordAuthenticationToken.authenticated(principal, null, granted);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
