package io.guildhall.console.web.associate;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.console.web.Browser;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Forms with files as no browser would send them: refused as the sender's fault, and nothing of them is kept.
@RunningService
class HostileFormTest {
    private static final String PATH = "/console/associate";
    private static final String BEGIN = "--limit\r\nContent-Disposition: form-data; name=";
    private static final String FILE =
            BEGIN + "\"file\"; filename=\"a.csv\"\r\n\r\nmobile\n447700900561\n\r\n--limit--\r\n";

    @LocalServerPort
    private int port;

    private Browser browser;

    @BeforeEach
    void logIn() {
        browser = new Browser(port);
        browser.logIn(Fleet.create(port).till());
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    private static String field(String name, String value) {
        return BEGIN + '"' + name + "\"\r\n\r\n" + value + "\r\n";
    }

    /// After the token of this browser.
    private HttpResponse<String> send(String parts) {
        return browser.postBytes(PATH, field("_csrf", browser.token(PATH)) + parts);
    }

    private static String fields(int number, int length) {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < number; i++) {
            fields.append(field("column." + i, "x".repeat(length)));
        }
        return fields + FILE;
    }

    @Test
    void asManyFieldsAsAPageHasAreTaken() {
        assertThat(send(fields(10, 0)).statusCode()).isEqualTo(302);
    }

    @Test
    void moreFieldsThanAnyPageHasAreRefused() {
        assertThat(send(fields(1_200, 0)).statusCode()).isEqualTo(400);
    }

    @Test
    void fieldsLongerThanAnyPageHasThemAreRefusedBeforeAllAreRead() {
        assertThat(send(fields(1_000, 4_000)).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"file\"; filename=\"a.csv\"\r\n\r\nmobile\n4477",
                "\"text\"\r\n\r\nmobile\n4477",
                "\"file\"; filename=\"a.csv\"\r\nContent-Type: text/c",
                "\"text\""
            })
    void aFormThatEndsInTheMiddleOfAPartIsRefused(String part) {
        assertThat(send(BEGIN + part).statusCode()).isEqualTo(400);
    }

    @Test
    void aFileNameThatNoFileCanHaveIsRefused() {
        String file = BEGIN + "\"file\"; filename=\"a\0b\"\r\n\r\nmobile\r\n--limit--\r\n";

        assertThat(send(file).statusCode()).isEqualTo(400);
        assertThat(browser.postBytes(PATH, file).statusCode()).isEqualTo(403);
        try (Browser stranger = new Browser(port)) {
            assertThat(stranger.postBytes("/console/login", file).statusCode()).isLessThan(500);
        }
    }
}
