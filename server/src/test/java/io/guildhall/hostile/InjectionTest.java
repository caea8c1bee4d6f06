package io.guildhall.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.hostile.RawHttp.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Texts that mean something to whoever comes after us: the database, the client's HTTP reader, a log, a URL opener.
@RunningService
class InjectionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE customer; --",
                "' OR '1'='1",
                "x'); DELETE FROM company WHERE ('1'='1",
                "\\'; SELECT pg_sleep(20); --",
                "$$; SET ROLE postgres; $$",
                "%' OR name LIKE '%",
                "_%",
                "{x} :org ? $1 ${y}",
                "U&'\\0027'",
                "\u02bc\uff07 OR 1=1"
            })
    void sqlIsATextLikeAnyOther(String sql) {
        TestOrganisation org = Fleet.create(port);
        // bodies of tests write single quotes for double ones
        String quoted = JSON.writeValueAsString(sql).replace("'", "\\u0027");
        Answer made = org.with(
                "POST",
                "/v2/companies",
                "{\"externalId\":" + quoted + ",\"name\":" + quoted + ",\"hierarchyDefinitionCode\":\"TINY\"}",
                "Content-Type",
                "application/json");
        String person =
                "[{\"profiles\":[{\"firstName\":%1$s,\"lastName\":%1$s,\"identifiers\":[{\"type\":\"externalId\",\"value\":%1$s}]}]}]"
                        .formatted(quoted);
        Answer registered = org.post(Fleet.BULK, person);
        String encoded = URLEncoder.encode(sql, StandardCharsets.UTF_8);

        assertThat(made.status()).as("%s", made).isEqualTo(200);
        assertThat(registered.at("/0/errors").isEmpty()).as("%s", registered).isTrue();
        assertThat(org.get("/v2/companies?externalId=" + encoded).at("/name").asString())
                .isEqualTo(sql.strip());
        assertThat(org.get("/v2/customers/lookup?source=INSTORE&identifierName=externalId&identifierValue=" + encoded)
                        .status())
                .isEqualTo(200);
        for (String path : List.of(
                "/v2/customers/search?q=",
                "/v2/companies/extendedFieldSearch?extendedFieldName=industry&q=",
                "/v2/companies/extendedFieldSearch?q=hq&extendedFieldName=",
                "/v2/companies/all?sortBy=",
                "/v2/companies/all?status=",
                "/v2/fleetHierarchy?code=",
                "/v2/userGroup2?externalId=",
                "/v2/card?number=",
                "/v2/organization/till?code=")) {
            Answer answer = org.get(path + encoded);
            assertThat(answer.status()).as(path).isLessThan(500);
        }
        assertThat(org.get("/v2/companies/all").at("/pagination/total").asInt(-1))
                .isIn(3, -1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%0d%0aX-Injected:%20yes",
                "%0aX-Injected:yes",
                "%0d%0a%0d%0a<html>",
                "%e5%98%8a%e5%98%8dX-Injected:yes"
            })
    void noTextOfARequestBecomesAHeaderOfTheAnswer(String breaking) throws Exception {
        TestOrganisation org = Fleet.create(port);
        for (String target : List.of(
                "/v2/companies/all?status=" + breaking,
                "/v2/" + breaking,
                "/v2/companies?externalId=" + breaking,
                "/docs/" + breaking,
                "/v2/customers/search?q=" + breaking + "&" + breaking + "=1")) {
            Response answer = get(target, org);

            assertThat(answer.header("x-injected")).as(target).isEmpty();
            assertThat(answer.status()).as(target).isBetween(200, 499);
            assertThat(Judge.fault(answer)).as(target).isEmpty();
        }
    }

    private Response get(String target, TestOrganisation org) throws IOException {
        try (RawHttp http = RawHttp.open(port, PATIENCE)) {
            return http.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nIdempotency-Key: a\tb\r\n"
                            + "Authorization: " + basic(org) + "\r\n\r\n")
                    .read();
        }
    }

    @Test
    void noTextOfARequestForgesALineOfTheLog() throws Exception {
        String forged = "x\r\n2031-01-01 ERROR forged\u001b[2J";
        TestOrganisation org = Fleet.create(port);
        try (LogWatch log = LogWatch.open()) {
            String login = Base64.getEncoder().encodeToString((forged + ":" + forged).getBytes(StandardCharsets.UTF_8));
            String encoded = URLEncoder.encode(forged, StandardCharsets.UTF_8);
            org.bare("GET", "/v2/companies/all", null, "Authorization", "Basic " + login);
            for (String target : List.of("/v2/", "/docs/", "/v2/customers/search?q=", "/v2/companies/all?x=1&")) {
                get(target + encoded.replace("+", "%20"), org);
            }
            org.post(
                    Fleet.BULK,
                    "[{'profiles':[{'firstName':"
                            + JSON.writeValueAsString(forged).replace('"', '\'') + "}]}]");
            try (RawHttp http = RawHttp.open(port, PATIENCE)) {
                http.send("GET /\u001b[2J HTTP/1.1\r\nHost: localhost\r\n\r\n").read();
            }

            assertThat(log.events())
                    .allSatisfy(event -> assertThat(event.getFormattedMessage()).doesNotContain("\r", "\n", "\u001b"));
        }
    }

    @Test
    void noAddressInARequestIsEverOpened() throws Exception {
        try (ServerSocket trap = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + trap.getLocalPort() + "/x";
            TestOrganisation org = Fleet.create(port);
            String text = JSON.writeValueAsString(url);
            JsonNode nothing = org.post(
                            Fleet.BULK,
                            ("[{'profiles':[{'firstName':%1$s,'identifiers':[{'type':'email','value':%1$s},"
                                            + "{'type':'externalId','value':%1$s}],"
                                            + "'commChannels':[{'type':'email','value':%1$s}]}],"
                                            + "'extendedFields':{'preferred_language':%1$s},"
                                            + "'associationDetails':{'roleCode':%1$s,'fleetCompany':{'externalId':%1$s,'name':%1$s}}}]")
                                    .formatted(text))
                    .body();
            org.apply("'$schema':" + text + ",'tills':" + text, "");
            org.with(
                    "GET",
                    "/v2/companies/all",
                    null,
                    "Referer",
                    url,
                    "X-Forwarded-Host",
                    url,
                    "Forwarded",
                    "for=" + url);
            org.bare(
                    "GET",
                    "/v2/companies/all",
                    null,
                    "Authorization",
                    "Bearer "
                            + token(
                                    "{\"alg\":\"RS256\",\"kid\":" + text + ",\"jku\":" + text + ",\"x5u\":" + text
                                            + "}",
                                    text));
            trap.setSoTimeout(500);

            assertThat(nothing.isNull()).isFalse();
            assertThatThrownBy(trap::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private static String token(String header, String issuer) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(("{\"iss\":" + issuer + ",\"sub\":\"x\"}").getBytes(StandardCharsets.UTF_8))
                + "."
                + base64.encodeToString(new byte[256]);
    }

    private static String basic(TestOrganisation org) {
        String login = org.code() + ".till:" + org.code() + "-secret-0123";
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }
}
