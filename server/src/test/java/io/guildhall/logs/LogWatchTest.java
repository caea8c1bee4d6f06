package io.guildhall.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// That what keeps watch over the logs of all tests would find something.
class LogWatchTest {
    @Test
    void findsWhatWasSentInALineInAnExceptionAndInItsCause() {
        String mobile = "4477" + number();
        String email = "x" + number() + "@example.org";
        String name = "Name" + number();
        LogWatch.sending(
                "identifierName=email&identifierValue=" + email.replace("@", "%40"),
                "[{\"firstName\":\"" + name + "\",\"identifiers\":[{\"type\":\"mobile\",\"value\": \"" + mobile
                        + "\"}]}]");
        var log = LoggerFactory.getLogger("a.library");

        log.warn("Nobody is called {}.", name);
        assertThatThrownBy(LogWatch::assertNothingPersonalWasLogged).hasMessageContaining(name);
        log.error(
                "Failed", new IllegalStateException("a", new IllegalArgumentException("Key (value)=(" + mobile + ")")));
        assertThatThrownBy(LogWatch::assertNothingPersonalWasLogged).hasMessageContaining(mobile);
        log.warn("mail to <{}>", email);
        assertThatThrownBy(LogWatch::assertNothingPersonalWasLogged).hasMessageContaining(email);

        log.warn("Nobody is called {}else", name);
        LogWatch.assertNothingPersonalWasLogged();
    }

    @Test
    void readsTheLinesOfAllLoggers() {
        long before = LogWatch.read();

        LoggerFactory.getLogger("a.library").warn("A test says something");

        assertThat(LogWatch.read()).isGreaterThan(before);
    }

    @Test
    void takesIdentifiersAndNamesForPersonalAndNothingElse() {
        PersonalData data = new PersonalData();
        data.rememberBody("""
                {"firstName":"Marta","lastName":"van der Ellwood","code":"DRIVER","name":"Depot North",
                 "identifiers":[{"type":"mobile","value":"447700900123"},{"type":"email","value":"m.e@example.org"}],
                 "fields":[{"name":"language","value":"English"}]}
                """);

        assertThat(data.count()).isEqualTo(4);
        assertThat(data.in("English DRIVER Depot North 0123 447700900999")).isEmpty();
        assertThat(data.in("mr. van der Ellwood (447700900123), mail m.e@example.org. MARTA=Marta"))
                .containsExactlyInAnyOrder("van der Ellwood", "447700900123", "m.e@example.org", "Marta");
    }

    private static String number() {
        return Long.toString(
                Math.floorMod(UUID.randomUUID().getMostSignificantBits(), 1_000_000_000L) + 1_000_000_000L);
    }
}
