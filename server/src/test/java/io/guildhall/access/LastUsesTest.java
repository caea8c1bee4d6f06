package io.guildhall.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RunningService
class LastUsesTest {
    @LocalServerPort
    private int port;

    @Autowired
    private LastUses uses;

    @Autowired
    private JdbcClient jdbc;

    private Instant stored(String login) {
        return jdbc.sql("SELECT last_used_at FROM login WHERE name = :name")
                .param("name", login)
                .query((rs, _) -> rs.getTimestamp(1) == null
                        ? Instant.EPOCH
                        : rs.getTimestamp(1).toInstant())
                .single();
    }

    @Test
    void aUseIsShownAtOnceAndWrittenLater() {
        TestOrganisation organisation = TestOrganisation.create(port, "'sources':[]");
        String till = organisation.code() + ".till";
        Instant before = Instant.now().minusSeconds(1);

        organisation.get("/v2/companies/all");

        assertThat(uses.ofOrganisation(organisation.code(), List.of(till)).get(till))
                .isAfter(before);
        uses.write();
        assertThat(stored(till)).isAfter(before);
        assertThat(stored(organisation.code() + ".reader")).isEqualTo(Instant.EPOCH);
    }

    @Test
    void manyUsesWithinAMinuteAreOneRowWrittenOnce() {
        TestOrganisation organisation = TestOrganisation.create(port, "'sources':[]");
        String till = organisation.code() + ".till";
        organisation.get("/v2/companies/all");
        uses.write();
        Instant first = stored(till);

        uses.write();
        assertThat(stored(till)).isEqualTo(first);
        organisation.get("/v2/companies/all");
        uses.write();
        assertThat(stored(till)).isAfter(first);
    }

    @Test
    void aFailedLoginIsNoUse() {
        TestOrganisation organisation = TestOrganisation.create(port, "'sources':[]");

        organisation.bare("GET", "/v2/companies/all", null, "Authorization", "Basic bm9ib2R5Onh4");

        assertThat(uses.ofOrganisation(organisation.code(), List.of("nobody"))).isEmpty();
    }
}
