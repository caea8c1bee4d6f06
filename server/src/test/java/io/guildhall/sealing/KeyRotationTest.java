package io.guildhall.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import io.guildhall.postgres.StartupFailure;
import io.guildhall.postgres.TenantTransactions;
import io.guildhall.sealing.store.StoredKeys;
import io.guildhall.sealing.store.UsedMasterKeys;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RunningService
class KeyRotationTest {
    private static final String NEW = "c3".repeat(32);

    @LocalServerPort
    private int port;

    @Value("${guildhall.key}")
    private String old;

    @Autowired
    private UsedMasterKeys used;

    @Autowired
    private StoredKeys stored;

    @Autowired
    private TenantTransactions transactions;

    @Autowired
    private JdbcClient jdbc;

    private KeyRotation with(String keys) {
        return new KeyRotation(MasterKeys.parse(keys), used, stored, transactions, Clock.systemUTC());
    }

    private List<Integer> masterKeysOf(TestOrganisation org) {
        long orgId = jdbc.sql("SELECT org_id FROM org WHERE code = :code")
                .param("code", org.code())
                .query((rs, _) -> rs.getLong(1))
                .single();
        return transactions.read(
                orgId,
                () -> jdbc.sql("""
                        SELECT person_key FROM customer WHERE person_key IS NOT NULL
                        UNION ALL
                        SELECT erasure_key FROM org WHERE org_id = :org AND erasure_key IS NOT NULL
                        """)
                        .param("org", orgId)
                        .query((rs, _) -> MasterKeys.idOf(rs.getBytes(1)))
                        .list());
    }

    @Test
    void anotherMasterKeyTakesOverAndTheEarlierOneMayGo() {
        TestOrganisation org = Fleet.create(port);
        Answer registered = org.post("/v2/customers", Fleet.person(301));
        long gone =
                org.post("/v2/customers", Fleet.person(302)).at("/createdId").asLong();
        org.post("/v2/customers/" + gone + "/erase", "");
        String change =
                registered.response().headers().firstValue("X-Change-Id").orElseThrow();
        int oldId = MasterKeys.parse(old).currentId();
        int newId = MasterKeys.parse(NEW).currentId();
        assertThat(masterKeysOf(org)).containsExactly(oldId, oldId);

        KeyRotation rotation = with(NEW + "," + old);
        rotation.afterSingletonsInstantiated();
        try {
            rotation.rotate();

            assertThat(masterKeysOf(org)).containsExactly(newId, newId);
            assertThat(used.all()).containsExactly(newId);
            with(NEW).afterSingletonsInstantiated();
        } finally {
            with(old + "," + NEW).afterSingletonsInstantiated();
            with(old + "," + NEW).rotate();
        }
        assertThat(org.get("/v2/changes/" + change)
                        .at("/records/0/after/profiles/0/identifiers/0/value")
                        .asString())
                .isEqualTo(Fleet.mobile(301));
        assertThat(org.post("/v2/customers", Fleet.person(302)).errors()).containsExactly("8026 ");
    }

    @Test
    void startsWithNoOtherMasterKeyThanTheDatabaseWasWrittenWith() {
        assertThatThrownBy(() -> with(NEW).afterSingletonsInstantiated())
                .isInstanceOf(StartupFailure.class)
                .hasMessageContaining("GUILDHALL_KEY")
                .hasMessageNotContaining(NEW);
    }
}
