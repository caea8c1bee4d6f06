package io.guildhall.association;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@RunningService
class BusyPeopleTest {
    private static final String BULK = "/v2/customers/bulk";

    @LocalServerPort
    int port;

    @Autowired
    DataSource dataSource;

    private TestOrganisation organisation;

    @BeforeEach
    void createOrganisation() {
        organisation = TestOrganisation.create(port, "'sources':[{'source':'INSTORE'}]");
    }

    @Test
    void peopleHeldByAnotherCallForTooLongAre521OnEachItemAndTheCallMayBeSentAgain() throws Exception {
        long id = organisation
                .post(BULK, "[{'profiles':[{'identifiers':[{'type':'externalId','value':'busy-1'}]}]}]")
                .at("/0/entity/id")
                .asLong();
        String update = "[{'profiles':[{'firstName':'New','identifiers':[{'type':'externalId','value':'busy-1'}]}]}]";

        Answer meanwhile = whileHolding(id, () -> organisation.put(BULK, update));
        Answer afterwards = organisation.put(BULK, update);

        assertThat(meanwhile.status()).isEqualTo(200);
        assertThat(meanwhile.at("/0/errors/0/code").asInt()).isEqualTo(521);
        assertThat(meanwhile.response().headers().firstValue("X-Failure-Count")).contains("1");
        assertThat(meanwhile.response().headers().firstValue("X-Change-Id")).isEmpty();
        assertThat(afterwards.at("/0/profiles/0/firstName").asString()).isEqualTo("New");
    }

    @Test
    void aCallWhoseConnectionBreaksIs503AndMayBeSentAgain() throws Exception {
        long id = organisation
                .post(BULK, "[{'profiles':[{'identifiers':[{'type':'externalId','value':'broken-1'}]}]}]")
                .at("/0/entity/id")
                .asLong();
        String update = "[{'profiles':[{'firstName':'New','identifiers':[{'type':'externalId','value':'broken-1'}]}]}]";

        Answer broken = whileHolding(id, () -> {
            var call = CompletableFuture.supplyAsync(() -> organisation.put(BULK, update), Thread::startVirtualThread);
            while (!call.isDone() && !breakWaitingConnection()) {
                Thread.sleep(20);
            }
            return call.get(10, TimeUnit.SECONDS);
        });
        Answer afterwards = organisation.put(BULK, update);

        assertThat(broken.status()).isEqualTo(503);
        assertThat(broken.at("/errors/0/code").asInt()).isEqualTo(503);
        assertThat(broken.response().headers().firstValue("Retry-After")).contains("1");
        assertThat(afterwards.at("/0/profiles/0/firstName").asString()).isEqualTo("New");
    }

    /// As the end of the database does it.
    private boolean breakWaitingConnection() {
        return !JdbcClient.create(dataSource)
                .sql("""
                        SELECT pg_terminate_backend(pid)
                          FROM pg_stat_activity
                         WHERE datname = current_database() AND wait_event_type = 'Lock'
                        """)
                .query((rs, _) -> rs.getBoolean(1))
                .list()
                .isEmpty();
    }

    private Answer whileHolding(long customerId, java.util.concurrent.Callable<Answer> call) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        CompletableFuture<Void> holder = CompletableFuture.runAsync(() -> hold(customerId, held, answered));
        assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
        try {
            return call.call();
        } finally {
            answered.countDown();
            holder.join();
        }
    }

    private void hold(long customerId, CountDownLatch held, CountDownLatch answered) {
        new TransactionTemplate(new JdbcTransactionManager(dataSource)).executeWithoutResult(_ -> {
            JdbcClient jdbc = JdbcClient.create(dataSource);
            long org = jdbc.sql("SELECT org_id FROM org WHERE code = :code")
                    .param("code", organisation.code())
                    .query((rs, _) -> rs.getLong(1))
                    .single();
            jdbc.sql("SET LOCAL guildhall.org_id = '" + org + "'").update();
            jdbc.sql("SELECT id FROM customer WHERE id = :id FOR UPDATE")
                    .param("id", customerId)
                    .query((rs, _) -> rs.getLong(1))
                    .single();
            held.countDown();
            try {
                answered.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
