package io.guildhall.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.access.store.SigningKeys;
import io.guildhall.postgres.PostgresExtension;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(PostgresExtension.class)
class AccessTokensTest {
    private static final Duration TTL = Duration.ofMinutes(10);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2031-03-04T09:15:27Z"));
    private AccessTokens tokens;
    private AccessTokens otherInstance;

    @BeforeEach
    void start(DataSource dataSource) {
        SigningKeys store = store(dataSource);
        tokens = new AccessTokens(store, settable());
        otherInstance = new AccessTokens(store, settable());
    }

    @Test
    void aTokenNamesItsClientUntilItExpires() {
        String token = tokens.issue("nor-pos", TTL);

        assertThat(tokens.clientOf(token)).contains("nor-pos");
        now.updateAndGet(instant -> instant.plus(TTL).minusSeconds(1));
        assertThat(tokens.clientOf(token)).contains("nor-pos");
        now.updateAndGet(instant -> instant.plusSeconds(1));
        assertThat(tokens.clientOf(token)).isEmpty();
    }

    @Test
    void everyInstanceAcceptsTheTokensOfEveryOther() {
        assertThat(otherInstance.clientOf(tokens.issue("nor-pos", TTL))).contains("nor-pos");
        assertThat(tokens.clientOf(otherInstance.issue("nor-bi", TTL))).contains("nor-bi");
    }

    @Test
    void aNewKeyTakesOverAfterAMonthWhileTokensOfTheOldOneStillCount() {
        tokens.issue("nor-pos", TTL);
        now.updateAndGet(instant -> instant.plus(Duration.ofDays(30)));
        String old = tokens.issue("nor-pos", Duration.ofDays(7));
        now.updateAndGet(instant -> instant.plus(Duration.ofDays(1)));
        String fresh = tokens.issue("nor-pos", TTL);

        assertThat(header(fresh)).isNotEqualTo(header(old));
        assertThat(otherInstance.clientOf(old)).contains("nor-pos");
        assertThat(otherInstance.clientOf(fresh)).contains("nor-pos");
    }

    @Test
    void aTokenThatWasTamperedWithIsNone() {
        String[] parts = tokens.issue("nor-pos", TTL).split("\\.");
        String otherClient = base64("{\"sub\":\"somebody\",\"exp\":99999999999}");

        assertThat(tokens.clientOf(parts[0] + "." + otherClient + "." + parts[2]))
                .isEmpty();
    }

    @Test
    void anUnsignedTokenIsNone() {
        String keyId = header(tokens.issue("nor-pos", TTL)).replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
        String head = base64("{\"alg\":\"none\",\"kid\":\"" + keyId + "\"}");

        assertThat(tokens.clientOf(head + "." + base64("{\"sub\":\"nor-pos\",\"exp\":99999999999}") + "."))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "Bearer", "{}", "\u0000"})
    void anyOtherTextIsNone(String text) {
        assertThat(tokens.clientOf(text)).isEmpty();
    }

    private static String header(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[0]), StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Clock settable() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    private static SigningKeys store(DataSource dataSource) {
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(dataSource));
        context.register(SigningKeys.class);
        context.refresh();
        return context.getBean(SigningKeys.class);
    }
}
