package io.guildhall.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Whom callers name as the one who acts (`spec/domain.md` §1, `USER-CONTEXT` headers).
@RunningService
class ActingUserTest {
    @LocalServerPort
    private int port;

    private TestOrganisation org;

    @BeforeEach
    void organisation() {
        org = Fleet.create(port);
    }

    private String by(int person, String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
        all.addAll(List.of(headers));
        Answer answer = org.with("POST", Fleet.BULK, "[" + Fleet.person(person) + "]", all.toArray(String[]::new));
        assertThat(answer.status()).isEqualTo(200);
        String change = answer.response().headers().firstValue("X-Change-Id").orElseThrow();
        return org.get("/v2/changes/" + change).at("/by").toString();
    }

    private String by(String user) {
        return "{\"till\":\"" + org.code() + ".till\"" + user + "}";
    }

    @Test
    void aChangeSetKeepsWhomTheCallNames() {
        assertThat(by(
                        301,
                        "USER-CONTEXT-ENTITY-TYPE",
                        "AGENT",
                        "USER-CONTEXT-ENTITY-ID",
                        "4711",
                        "USER-CONTEXT-ENTITY-SOURCE",
                        "DESK",
                        "USER-CONTEXT-ENTITY-SOURCE-ID",
                        "d-9"))
                .isEqualTo(
                        by(",\"user\":{\"type\":\"AGENT\",\"id\":\"4711\",\"source\":\"DESK\",\"sourceId\":\"d-9\"}"));
    }

    @Test
    void theShorterNamesOfTheHeadersMeanTheSame() {
        assertThat(by(302, "USER-CONTEXT-ID", "4712", "USER-CONTEXT-SOURCE-ID", "d-10"))
                .isEqualTo(by(",\"user\":{\"id\":\"4712\",\"sourceId\":\"d-10\"}"));
    }

    @Test
    void withoutAnyNameNobodyStandsThere() {
        assertThat(by(303)).isEqualTo(by(""));
        assertThat(by(304, "USER-CONTEXT-ENTITY-ID", "   ")).isEqualTo(by(""));
    }

    @Test
    void ofANameThatIsTooLongTheBeginningIsKept() {
        assertThat(by(305, "USER-CONTEXT-ENTITY-ID", "x".repeat(300)))
                .isEqualTo(by(",\"user\":{\"id\":\"" + "x".repeat(255) + "\"}"));
    }

    @Test
    void aUserGivesNoRight() {
        assertThat(org.with("GET", "/admin/v1/orgs", null, "USER-CONTEXT-ENTITY-TYPE", "OPERATOR")
                        .status())
                .isEqualTo(403);
    }
}
