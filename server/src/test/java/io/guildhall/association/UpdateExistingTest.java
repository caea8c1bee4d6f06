package io.guildhall.association;

import static io.guildhall.Fleet.BULK;
import static io.guildhall.Fleet.identifiers;
import static io.guildhall.Fleet.mobile;
import static io.guildhall.Fleet.post;
import static io.guildhall.Fleet.profiles;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.contract.Found;
import io.guildhall.postgres.TenantTransactions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// `onExisting=update`: who is registered already and sent once more is changed, not refused
/// (`spec/associate.md` §6 row 2b).
@RunningService
class UpdateExistingTest {
    private static final String UPDATE = BULK + "?onExisting=update";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TenantTransactions transactions;

    private TestOrganisation org;
    private StoredLinks stored;
    private long ana;

    @BeforeEach
    void ana() {
        org = Fleet.create(port);
        stored = new StoredLinks(jdbc, transactions, org);
        ana = post(org, described("Ana", identifiers("mobile", mobile(301), "externalId", "E1")))
                .at("/0/entity/id")
                .asLong(0);
    }

    private static String described(String name, String identifiers) {
        return profiles("{'firstName':'" + name + "'," + identifiers + ",'source':'INSTORE'}");
    }

    private static String changed() {
        return "["
                + described("Anna", identifiers("mobile", mobile(301), "externalId", "E1", "email", "ana@example.org"))
                + "]";
    }

    private static List<String> found(Answer answer) {
        return Found.in(answer.body()).stream().map(Found::toString).toList();
    }

    private String firstName() {
        return org.get("/v2/customers/" + ana + "?source=INSTORE")
                .at("/profiles/0/firstName")
                .asString();
    }

    @Test
    void theProfileChangesAndTheIdentifiersDoNot() {
        Answer updated = org.post(UPDATE, changed());

        assertThat(found(updated))
                .containsExactly("8070 /0/profiles/0/identifiers/1", "91006 /0/profiles/0/identifiers/2");
        assertThat(updated.at("/0/entity/id").asLong()).isEqualTo(ana);
        assertThat(firstName()).isEqualTo("Anna");
        assertThat(stored.count("customer_identifier WHERE customer_id = " + ana))
                .isEqualTo(2);
        String change = updated.response().headers().firstValue("X-Change-Id").orElseThrow();
        JsonNode records = org.get("/v2/changes/" + change).at("/records");
        assertThat(records).hasSize(1);
        assertThat(records.at("/0/action").asString()).isEqualTo("UPDATE");
        assertThat(records.at("/0/id").asLong()).isEqualTo(ana);
        assertThat(records.at("/0/before/profiles/0/firstName").asString()).isEqualTo("Ana");
        assertThat(records.at("/0/after/profiles/0/firstName").asString()).isEqualTo("Anna");
    }

    @Test
    void aDryRunSaysTheSameAndChangesNothing() {
        var before = stored.rows();

        Answer dry = org.post(UPDATE + "&dryRun=true", changed());

        assertThat(firstName()).isEqualTo("Ana");
        assertThat(stored.rows()).isEqualTo(before);
        assertThat(found(dry)).isEqualTo(found(org.post(UPDATE, changed())));
    }

    @Test
    void theSameUpdateTwiceIsOneChange() {
        org.post(UPDATE, changed());
        long records = stored.count("change_record");

        Answer again = org.post(UPDATE, changed());

        assertThat(again.response().headers().firstValue("X-Failure-Count")).contains("0");
        assertThat(stored.count("change_record")).isEqualTo(records);
    }

    @Test
    void withoutItSomebodyRegisteredIsRefused() {
        assertThat(found(org.post(BULK, changed()))).contains("8006 /0");
        assertThat(firstName()).isEqualTo("Ana");
    }

    @Test
    void newcomersOfTheSameCallAreRegistered() {
        Answer both = org.post(
                UPDATE,
                "[" + described("Anna", identifiers("mobile", mobile(301))) + ","
                        + described("Bo", identifiers("mobile", mobile(302))) + "]");

        assertThat(found(both)).isEmpty();
        assertThat(firstName()).isEqualTo("Anna");
        assertThat(both.at("/1/entity/id").asLong()).isNotEqualTo(ana).isPositive();
    }
}
