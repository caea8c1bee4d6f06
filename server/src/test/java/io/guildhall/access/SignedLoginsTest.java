package io.guildhall.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.guildhall.access.LoginAttempts.Attempt;
import io.guildhall.access.SecretCheck.Entrant;
import io.guildhall.access.SignedLogins.Who;
import io.guildhall.postgres.PostgresExtension;
import java.text.ParseException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Sessions, tokens of pages and logins under way: how long each is good, and that none is taken for another. The
/// operator's, as they need no rows; `ConsoleTest`, `ApiPagesTest` and `ProviderLoginTest` try those of tills.
@ExtendWith(PostgresExtension.class)
class SignedLoginsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Attempt ATTEMPT = new Attempt("state", "nonce", "verifier", "http://here/back", "/console");

    private final Settable clock = new Settable("2031-03-04T09:15:27Z");
    private SigningKeyRing ring;
    private SignedLogins written;
    private PageTokens tokens;
    private BrowserSessions sessions;
    private LoginAttempts attempts;

    @BeforeEach
    void start(DataSource dataSource) {
        JdbcClient.create(dataSource).sql("DELETE FROM signing_key").update();
        ring = Rings.instance(dataSource, clock);
        written = logins("a-secret-of-the-operator");
        tokens = new PageTokens(written);
        sessions = new BrowserSessions(written, null, null, null, clock);
        attempts = new LoginAttempts(ring, clock);
    }

    private SignedLogins logins(String secret) {
        return new SignedLogins(ring, null, new OperatorCredential("operator", secret), clock);
    }

    private static TokenReading read(PageTokens tokens, String token) {
        try {
            return tokens.read(SignedJWT.parse(token));
        } catch (ParseException unreadable) {
            return new TokenReading.Worthless();
        }
    }

    private String session(String ground) {
        return written.write(BrowserSessions.ISSUER, Who.operator("operator"), ground, BrowserSessions.LIFE);
    }

    @Test
    void aPagesTokenIsGoodForFiveMinutes() {
        String token = tokens.issue(null);

        clock.pass(Duration.ofMinutes(5).minus(SECOND));
        assertThat(read(tokens, token)).isEqualTo(new TokenReading.OfPage(new Entrant.Operator()));
        clock.pass(SECOND);
        assertThat(read(tokens, token)).isEqualTo(new TokenReading.Spent());
    }

    @Test
    void aPagesTokenEndsWithTheSecret() {
        String token = tokens.issue(null);

        assertThat(read(new PageTokens(logins("another-secret-of-theirs")), token))
                .isEqualTo(new TokenReading.Spent());
    }

    @Test
    void aSessionBySecretIsRenewedWhileItIsUsed() {
        String session = session("secret");
        clock.pass(Duration.ofMinutes(10));
        assertThat(sessions.read(session).orElseThrow().renewed()).isEmpty();
        clock.pass(SECOND);
        String renewed = sessions.read(session).orElseThrow().renewed().orElseThrow();

        clock.pass(BrowserSessions.LIFE.minus(SECOND));
        assertThat(sessions.read(session)).isEmpty();
        assertThat(sessions.read(renewed)).isPresent();
        clock.pass(SECOND);
        assertThat(sessions.read(renewed)).isEmpty();
    }

    @Test
    void aSessionByTheProviderEndsHoweverBusyItIs() {
        String session = session("provider");

        clock.pass(BrowserSessions.LIFE.minus(SECOND));
        assertThat(sessions.read(session)).hasValueSatisfying(read -> {
            assertThat(read.renewed()).isEmpty();
            assertThat(read.isProviders()).isTrue();
        });
        clock.pass(SECOND);
        assertThat(sessions.read(session)).isEmpty();
    }

    @Test
    void aLoginUnderWayIsGoodForTenMinutes() {
        String attempt = attempts.write(ATTEMPT);

        clock.pass(Duration.ofMinutes(10).minus(SECOND));
        assertThat(attempts.read(attempt)).hasValue(ATTEMPT);
        clock.pass(SECOND);
        assertThat(attempts.read(attempt)).isEmpty();
    }

    @Test
    void noneIsTakenForAnother() {
        String session = session("secret");
        String token = tokens.issue(null);
        String attempt = attempts.write(ATTEMPT);
        String access = new AccessTokens(ring, clock)
                .issue("operator", "norland", new Caller(1, 1, "operator", Caller.Role.WRITE), Duration.ofMinutes(5));

        for (String other : new String[] {token, attempt, access}) {
            assertThat(sessions.read(other)).isEmpty();
        }
        for (String other : new String[] {session, attempt, access}) {
            assertThat(read(tokens, other)).isEqualTo(new TokenReading.Worthless());
        }
        for (String other : new String[] {session, token, access}) {
            assertThat(attempts.read(other)).isEmpty();
        }
    }

    @Test
    void whatIsChangedOrNoneAtAllIsWorthless() {
        String session = session("secret");
        String[] parts = session.split("\\.");

        for (String bad : new String[] {
            "",
            "x",
            "x.y.z",
            UUID.randomUUID().toString(),
            session.substring(1),
            session + "A",
            parts[0] + "." + parts[1] + ".",
            "eyJhbGciOiJub25lIn0." + parts[1] + ".",
            "e".repeat(100_000)
        }) {
            assertThat(sessions.read(bad)).as(bad).isEmpty();
            assertThat(attempts.read(bad)).as(bad).isEmpty();
        }
    }
}
