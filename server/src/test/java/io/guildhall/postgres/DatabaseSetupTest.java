package io.guildhall.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.postgres.PostgresExtension.Owner;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(PostgresExtension.class)
class DatabaseSetupTest {
    private static final String PROBE = "classpath:db/probe";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int INSTANCES = 4;
    private static final int ROUNDS = 30;

    private final DatabaseAccess fresh = TestServer.get().emptyDatabase();
    private final JdbcClient owner = JdbcClient.create(DatabaseSetup.dataSource(fresh.owner()));

    @Test
    void letsTheApplicationReadAndWriteWhatTheOwnerMigrated() {
        DatabaseSetup.prepare(fresh, PATIENCE, PROBE);

        try (var pool = PostgresExtension.requests(fresh)) {
            JdbcClient requests = JdbcClient.create(pool);
            requests.sql("INSERT INTO probe VALUES (7)").update();

            assertThat(requests.sql("SELECT id FROM probe").query(Long.class).single())
                    .isEqualTo(7);
            assertThatThrownBy(() -> requests.sql("DROP TABLE probe").update())
                    .rootCause()
                    .hasMessageContaining("owner");
            assertThatThrownBy(() ->
                            requests.sql("DELETE FROM flyway_schema_history").update())
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void takesTheRoleWhenThereIsNoLoginForRequests() {
        var ownerOnly = new DatabaseAccess(fresh.owner(), null);
        DatabaseSetup.prepare(ownerOnly, PATIENCE, PROBE);

        try (var pool = PostgresExtension.requests(ownerOnly)) {
            assertThat(JdbcClient.create(pool)
                            .sql("SELECT current_user")
                            .query(String.class)
                            .single())
                    .isEqualTo("guildhall_app");
        }
    }

    @Test
    void makesALoginOfTheOperatorAMemberOfTheRole() {
        String login = role("LOGIN PASSWORD 'plain'");
        var access = new DatabaseAccess(
                fresh.owner(), new DatabaseLogin(fresh.owner().url(), login, "plain"));

        DatabaseSetup.prepare(access, PATIENCE, PROBE);

        try (var pool = PostgresExtension.requests(access)) {
            assertThat(JdbcClient.create(pool)
                            .sql("SELECT count(*) FROM probe")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void worksForAnOwnerWhoIsNoSuperuser() {
        String login = role("LOGIN CREATEROLE PASSWORD 'plain'");
        String name = fresh.owner().url().replaceFirst("\\?.*", "").replaceFirst(".*/", "");
        owner.sql("GRANT guildhall_app TO " + login + " WITH ADMIN OPTION").update();
        owner.sql("ALTER DATABASE " + name + " OWNER TO " + login).update();
        var access = new DatabaseAccess(new DatabaseLogin(fresh.owner().url(), login, "plain"), null);

        DatabaseSetup.prepare(access, PATIENCE, PROBE);

        try (var pool = PostgresExtension.requests(access)) {
            assertThat(JdbcClient.create(pool)
                            .sql("SELECT count(*) FROM probe")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void refusesAnApplicationThatRowLevelSecurityDoesNotHold() {
        String login = role("LOGIN BYPASSRLS PASSWORD 'plain'");
        var access = new DatabaseAccess(
                fresh.owner(), new DatabaseLogin(fresh.owner().url(), login, "plain"));

        assertThatThrownBy(() -> DatabaseSetup.prepare(access, PATIENCE, PROBE))
                .isInstanceOf(StartupFailure.class)
                .hasMessageContaining(login)
                .hasMessageContaining("bypasses row-level security");
    }

    @Test
    void isPreparedOnceByInstancesThatStartTogether() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> start = () -> {
                DatabaseSetup.prepare(fresh, PATIENCE, PROBE);
                return true;
            };
            for (int round = 0; round < ROUNDS; round++) {
                for (Future<Boolean> started : threads.invokeAll(Collections.nCopies(INSTANCES, start))) {
                    assertThat(started.get()).isTrue();
                }
            }
        }
        assertThat(owner.sql("SELECT count(*) FROM guildhall.flyway_schema_history WHERE version = '1'")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void givesUpAtOnceWhenThePasswordIsWrong() {
        var wrong = new DatabaseLogin(fresh.owner().url(), "nobody_at_all", "wrong");

        assertThatThrownBy(() -> DatabaseSetup.await(wrong, Duration.ofHours(1)))
                .isInstanceOf(StartupFailure.class);
    }

    @Test
    void givesUpAfterAWhileWhenNothingListens() {
        var nowhere = new DatabaseLogin("jdbc:postgresql://127.0.0.1:1/guildhall", "a", "b");

        assertThatThrownBy(() -> DatabaseSetup.await(nowhere, Duration.ofSeconds(1)))
                .isInstanceOf(StartupFailure.class)
                .hasMessageContaining("cannot be reached after 1 seconds");
    }

    @Test
    void limitsTheSessionsOfRequests(DataSource requests, @Owner DataSource tables) throws SQLException {
        assertThat(show(requests, "lock_timeout")).isEqualTo("3s");
        assertThat(show(requests, "statement_timeout")).isEqualTo("30s");
        assertThat(show(requests, "application_name")).isEqualTo("guildhall");
        assertThat(show(requests, "search_path")).isEqualTo("guildhall, pg_temp");
        assertThat(JdbcClient.create(tables)
                        .sql("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private static String show(DataSource source, String setting) {
        return JdbcClient.create(source)
                .sql("SHOW " + setting)
                .query(String.class)
                .single();
    }

    private static String role(String attributes) {
        return TestServer.get().role(attributes);
    }
}
