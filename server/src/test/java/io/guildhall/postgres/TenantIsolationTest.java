package io.guildhall.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.guildhall.postgres.PostgresExtension.Owner;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// The role of requests cannot leave the organisation that a transaction names, and a connection forgets it.
@ExtendWith(PostgresExtension.class)
class TenantIsolationTest {
    private static final long A = 801;
    private static final long B = 802;

    private HikariDataSource pool;
    private JdbcClient jdbc;
    private PlatformTransactionManager transactions;

    @BeforeEach
    void poolOfOne(DatabaseAccess access, @Owner DataSource owner) {
        JdbcClient.create(owner).sql("""
                        INSERT INTO guildhall.org (org_id, code, name, active, version, document, created_at, modified_at)
                        VALUES (801, 'wall-a', 'A', true, 1, '{}', now(), now()), (802, 'wall-b', 'B', true, 1, '{}', now(), now())
                        ON CONFLICT DO NOTHING
                        """).update();
        JdbcClient.create(owner).sql("""
                        INSERT INTO guildhall.till (org_id, id, code, name, active)
                        VALUES (801, 1, 'a', 'A', true), (802, 2, 'b', 'B', true) ON CONFLICT DO NOTHING
                        """).update();
        Duration patience = Duration.ofSeconds(3);
        Duration statement = Duration.ofSeconds(30);
        pool = RequestPool.open(
                access,
                new RequestPool.Limits(1, patience, statement),
                RequestPool.sessionSettings(access, "UTC", patience, statement));
        jdbc = JdbcClient.create(pool);
        transactions = new DataSourceTransactionManager(pool);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void theApplicationOwnsNothingInTheDatabase() {
        List<String> owned = jdbc.sql("""
                        SELECT 'relation ' || relname FROM pg_class WHERE pg_has_role(current_user, relowner, 'MEMBER')
                        UNION ALL SELECT 'function ' || proname FROM pg_proc WHERE pg_has_role(current_user, proowner, 'MEMBER')
                        UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE pg_has_role(current_user, nspowner, 'MEMBER')
                        UNION ALL SELECT 'type ' || typname FROM pg_type WHERE pg_has_role(current_user, typowner, 'MEMBER')
                        UNION ALL SELECT 'database ' || datname FROM pg_database WHERE pg_has_role(current_user, datdba, 'MEMBER')
                        """).query(String.class).list();

        assertThat(owned).isEmpty();
    }

    @Test
    void theApplicationHasNoAttributeThatWouldLiftIt() {
        List<String> lifted = jdbc.sql("""
                        SELECT rolname FROM pg_roles
                         WHERE pg_has_role(session_user, oid, 'MEMBER')
                           AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)
                        """).query(String.class).list();

        assertThat(lifted).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET session_replication_role = replica",
                "ALTER TABLE customer DISABLE ROW LEVEL SECURITY",
                "ALTER TABLE customer NO FORCE ROW LEVEL SECURITY",
                "DROP POLICY tenant ON customer",
                "ALTER POLICY tenant ON customer USING (true)",
                "CREATE POLICY all_of_it ON customer USING (true)",
                "ALTER ROLE guildhall_app BYPASSRLS",
                "CREATE TABLE guildhall.mine (id bigint)",
                "CREATE FUNCTION guildhall.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "TRUNCATE customer",
                "COPY customer TO PROGRAM 'cat'",
                "COPY customer TO '/tmp/customers'",
                "UPDATE change_set SET path = ''",
                "DELETE FROM change_record",
                "TRUNCATE change_set, change_record",
                "UPDATE audit_record SET name = NULL",
                "DELETE FROM audit_record",
                "TRUNCATE audit_record",
                "CALL close_to_other_organisations('customer')",
                "SELECT * FROM flyway_schema_history"
            })
    void theApplicationMayNot(String attempt) {
        assertThatThrownBy(() -> jdbc.sql(attempt).update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
    }

    @Test
    void theApplicationCannotBecomeTheOwner(DatabaseAccess access) {
        String owner = Objects.requireNonNull(access.owner().user());

        for (String attempt : List.of("SET ROLE \"" + owner + "\"", "SET SESSION AUTHORIZATION \"" + owner + "\"")) {
            assertThatThrownBy(() -> jdbc.sql(attempt).update()).as(attempt).isInstanceOf(DataAccessException.class);
        }
        assertThat(jdbc.sql("SELECT current_user").query(String.class).single()).isNotEqualTo(owner);
    }

    @Test
    void switchingRowSecurityOffRefusesRatherThanShows() {
        assertThatThrownBy(() -> inTransaction(() -> {
                    jdbc.sql("SET LOCAL row_security = off").update();
                    return jdbc.sql("SELECT code FROM till").query(String.class).list();
                }))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void withoutANameThereAreNoRowsInAnyTable(@Owner DataSource owner) {
        List<String> closed = JdbcClient.create(owner)
                .sql("SELECT tablename FROM pg_policies WHERE schemaname = 'guildhall' AND policyname = 'tenant'")
                .query(String.class)
                .list();

        assertThat(closed).hasSizeGreaterThan(20).contains("customer", "change_record", "posting");
        for (String table : closed) {
            assertThat(jdbc.sql("SELECT count(*) FROM " + table)
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void aConnectionForgetsTheOrganisationAfterACommit() {
        assertThat(tills(A)).containsExactly("a");
        forgotten();
        assertThat(tills(B)).containsExactly("b");
    }

    @Test
    void aConnectionForgetsTheOrganisationAfterAFailureInTheMiddle() {
        assertThatThrownBy(() -> inTransaction(() -> {
                    name(A);
                    jdbc.sql("SELECT 1 / 0").query(Long.class).single();
                    return List.of();
                }))
                .isInstanceOf(DataAccessException.class);
        forgotten();
        assertThatThrownBy(() -> inTransaction(() -> {
                    name(A);
                    throw new IllegalStateException("of the caller");
                }))
                .isInstanceOf(IllegalStateException.class);
        forgotten();
        assertThat(tills(B)).containsExactly("b");
    }

    @Test
    void aConnectionThatIsCutInTheMiddleIsNotUsedAgain(@Owner DataSource owner) {
        assertThatThrownBy(() -> inTransaction(() -> {
                    name(A);
                    long process = jdbc.sql("SELECT pg_backend_pid()")
                            .query(Long.class)
                            .single();
                    JdbcClient.create(owner)
                            .sql("SELECT pg_terminate_backend(" + process + ")")
                            .query(Boolean.class)
                            .single();
                    return jdbc.sql("SELECT code FROM till").query(String.class).list();
                }))
                .isInstanceOfAny(DataAccessException.class, TransactionException.class);
        forgotten();
        assertThat(tills(B)).containsExactly("b");
    }

    @Test
    void transactionsInTheNameOfOrganisationsDoNotMixOnOneConnection() {
        TenantTransactions tenants = new TenantTransactions(transactions, new JdbcTemplate(pool));

        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> tenants.write(A, () -> {
                        throw new IllegalStateException("rolled back");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(tenants.read(B, this::visible)).containsExactly("b");
            assertThat(tenants.write(A, this::visible)).containsExactly("a");
            assertThat(tenants.configure(B, this::visible)).containsExactly("b");
            forgotten();
        }
    }

    private List<String> visible() {
        return jdbc.sql("SELECT code FROM till").query(String.class).list();
    }

    private List<String> tills(long org) {
        return inTransaction(() -> {
            name(org);
            return visible();
        });
    }

    private void name(long org) {
        jdbc.sql("SET LOCAL guildhall.org_id = '" + org + "'").update();
    }

    /// No name is left: nothing is seen, be it that the empty name is refused.
    private void forgotten() {
        assertThat(jdbc.sql("SELECT coalesce(current_setting('guildhall.org_id', true), '')")
                        .query(String.class)
                        .single())
                .isEmpty();
        try {
            assertThat(visible()).isEmpty();
        } catch (DataAccessException refused) {
            assertThat(refused.getMostSpecificCause()).hasMessageContaining("bigint");
        }
    }

    private List<String> inTransaction(java.util.function.Supplier<List<String>> work) {
        return new TransactionTemplate(transactions).execute(_ -> work.get());
    }
}
