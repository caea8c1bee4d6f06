package io.guildhall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfvanek.pg.connection.PgConnection;
import io.github.mfvanek.pg.connection.PgConnectionImpl;
import io.github.mfvanek.pg.core.checks.common.DatabaseCheckOnHost;
import io.github.mfvanek.pg.core.checks.common.Diagnostic;
import io.github.mfvanek.pg.core.checks.host.StandardChecksOnHost;
import io.github.mfvanek.pg.model.context.PgContext;
import io.github.mfvanek.pg.model.dbobject.DbObject;
import io.guildhall.postgres.DatabaseAccess;
import io.guildhall.postgres.PostgresExtension;
import io.guildhall.postgres.PostgresExtension.Owner;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The migrated schema as a whole, as it is and not as it was meant.
@ExtendWith(PostgresExtension.class)
class SchemaTest {
    /// Read before the organisation is known.
    private static final Set<String> WITHOUT_TENANT =
            Set.of("org", "login", "signing_key", "master_key", "import_queue", "flyway_schema_history");

    /// Checks of the linter that do not fit, each with the reason.
    private static final Map<Diagnostic, String> PASSED_OVER = Map.ofEntries(
            Map.entry(
                    Diagnostic.COLUMNS_WITHOUT_DESCRIPTION,
                    "names and the sentence about the table say it; comments stand in the migrations"),
            Map.entry(
                    Diagnostic.COLUMNS_WITH_JSON_TYPE,
                    "the check is about json, we use jsonb; kept out in case it changes"),
            Map.entry(Diagnostic.PRIMARY_KEYS_WITH_VARCHAR, "identifiers and logins are their own keys"),
            Map.entry(Diagnostic.PRIMARY_KEYS_THAT_MOST_LIKELY_NATURAL_KEYS, "the same"),
            Map.entry(
                    Diagnostic.TABLES_WHERE_PRIMARY_KEY_COLUMNS_NOT_FIRST,
                    "columns stand in the order in which they are read"),
            Map.entry(
                    Diagnostic.INDEXES_WITH_TIMESTAMP_IN_THE_MIDDLE,
                    "infinity in an end date is looked up by equality"),
            Map.entry(Diagnostic.INTERSECTED_FOREIGN_KEYS, "every foreign key starts with the organisation"),
            Map.entry(Diagnostic.INDEXES_WITH_BOOLEAN, "companies are listed by whether they are active"),
            Map.entry(Diagnostic.TABLES_NOT_LINKED_TO_OTHERS, "Flyway's own table"),
            Map.entry(Diagnostic.UNUSED_INDEXES, "nothing has been asked of this database yet"),
            Map.entry(Diagnostic.TABLES_WITH_MISSING_INDEXES, "the same"));

    /// Tills are never deleted, so nobody ever looks for the rows that name one, and hot tables are spared the index.
    private static final Pattern TILL_KEYS = Pattern.compile("^ForeignKey\\{.*_(created|modified)_by_fkey");

    /// Entries of the ledger are never deleted and neither is what they refer to; their chain needs the key with the
    /// balance beside the one without.
    private static final Pattern LEDGER_KEYS = Pattern.compile(
            "constraintName='points_entry_(chain|credit|debit)'|indexName='guildhall.points_entry_balance'");

    /// Their WHERE is about org_id and parent_id, whose names the linter takes for that of id, which is never null.
    private static final Pattern MISREAD_INDEXES =
            Pattern.compile("indexName='guildhall.(audit_record_of_org|company_of_parent)'");

    @Test
    void everyTableButTheOnesReadBeforeTheOrganisationIsKnownHasRowLevelSecurity(@Owner DataSource owner) {
        List<String> open = names(owner, """
                SELECT c.relname
                  FROM pg_class AS c
                 WHERE c.relnamespace = 'guildhall'::regnamespace AND c.relkind IN ('r', 'p')
                   AND NOT (c.relrowsecurity AND EXISTS (SELECT 1 FROM pg_policy AS p WHERE p.polrelid = c.oid))
                """);

        assertThat(open).containsExactlyInAnyOrderElementsOf(WITHOUT_TENANT);
    }

    @Test
    void everyKeyStartsWithTheOrganisation(@Owner DataSource owner) {
        List<String> others = names(owner, """
                SELECT c.conrelid::regclass || '.' || c.conname
                  FROM pg_constraint AS c
                  JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
                 WHERE c.connamespace = 'guildhall'::regnamespace AND c.contype IN ('p', 'u', 'f')
                   AND a.attname <> 'org_id'
                """);

        // a till's code is unique in the whole server, an organisation's code names the organisation, and a login that
        // fails belongs to none
        assertThat(others)
                .containsExactlyInAnyOrder(
                        "guildhall.login.login_pkey",
                        "guildhall.signing_key.signing_key_pkey",
                        "guildhall.master_key.master_key_pkey",
                        "guildhall.audit_record.audit_record_pkey",
                        "guildhall.org.org_code_key",
                        "guildhall.flyway_schema_history.flyway_schema_history_pk");
    }

    @Test
    void everyTableSaysWhatItHolds(@Owner DataSource owner) {
        List<String> silent = names(owner, """
                SELECT c.relname
                  FROM pg_class AS c
                 WHERE c.relnamespace = 'guildhall'::regnamespace AND c.relkind IN ('r', 'p')
                   AND obj_description(c.oid, 'pg_class') IS NULL
                """);

        assertThat(silent).containsExactly("flyway_schema_history");
    }

    @Test
    void theApplicationOwnsNothingAndCannotStepOutOfItsOrganisation(DataSource requests, DatabaseAccess access) {
        List<String> owned = names(requests, """
                SELECT c.relname
                  FROM pg_class AS c
                 WHERE pg_has_role(current_user, c.relowner, 'USAGE') AND c.relnamespace = 'guildhall'::regnamespace
                """);

        assertThat(owned).isEmpty();
        assertThat(access.application()).isNotNull();
        assertThatThrownBy(() -> JdbcClient.create(requests)
                        .sql("ALTER TABLE customer DISABLE ROW LEVEL SECURITY")
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void rowsOfAnOrganisationAreSeenInItsNameOnly(DataSource requests, @Owner DataSource owner) {
        JdbcClient.create(owner).sql("""
                        INSERT INTO guildhall.org (org_id, code, name, active, version, document, created_at, modified_at)
                        VALUES (901, 'rls-a', 'A', true, 1, '{}', now(), now()), (902, 'rls-b', 'B', true, 1, '{}', now(), now())
                        """).update();
        JdbcClient.create(owner).sql("""
                        INSERT INTO guildhall.till (org_id, id, code, name, active) VALUES (901, 1, 'a', 'A', true), (902, 2, 'b', 'B', true)
                        """).update();

        assertThat(names(requests, "SELECT code FROM till")).isEmpty();
        assertThat(inTheNameOf(901, requests, "SELECT code FROM till")).containsExactly("a");
        assertThatThrownBy(() ->
                        inTheNameOf(901, requests, "INSERT INTO till VALUES (902, 3, 'c', 'C', true) RETURNING code"))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void theLogOfChangesAndTheLedgerOnlyGrow(DataSource requests) {
        for (String table : List.of("change_set", "change_record", "posting", "audit_record")) {
            assertThatThrownBy(() -> JdbcClient.create(requests)
                            .sql("DELETE FROM " + table)
                            .update())
                    .as(table)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void theLinterFindsNothing(@Owner DataSource owner) {
        PgConnection connection = PgConnectionImpl.ofUrl(owner, url(owner));
        PgContext context = PgContext.of("guildhall");

        List<String> findings = new StandardChecksOnHost()
                .apply(connection).stream()
                        .filter(check -> PASSED_OVER.keySet().stream()
                                .noneMatch(passed -> passed.getName().equals(check.getName())))
                        .flatMap(check -> findings(check, context))
                        .toList();

        assertThat(findings).isEmpty();
    }

    private static Stream<String> findings(DatabaseCheckOnHost<? extends DbObject> check, PgContext context) {
        return check.check(context).stream()
                .map(Object::toString)
                .filter(found -> !found.contains("flyway")
                        && !isReferenceToTill(found)
                        && !isKeyOfLedger(found)
                        && !isMisread(found))
                .map(found -> check.getName() + ": " + found);
    }

    private static boolean isReferenceToTill(String found) {
        return TILL_KEYS.matcher(found).find();
    }

    private static boolean isKeyOfLedger(String found) {
        return LEDGER_KEYS.matcher(found).find();
    }

    private static boolean isMisread(String found) {
        return MISREAD_INDEXES.matcher(found).find();
    }

    private static String url(DataSource owner) {
        try (var connection = owner.getConnection()) {
            return connection.getMetaData().getURL();
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static List<String> names(DataSource source, String sql) {
        return JdbcClient.create(source)
                .sql(sql)
                .query((rs, _) -> rs.getString(1))
                .list();
    }

    private static List<String> inTheNameOf(long orgId, DataSource source, String sql) {
        var template = new org.springframework.transaction.support.TransactionTemplate(
                new org.springframework.jdbc.datasource.DataSourceTransactionManager(source));
        return template.execute(_ -> {
            JdbcClient jdbc = JdbcClient.create(source);
            jdbc.sql("SET LOCAL guildhall.org_id = '" + orgId + "'").update();
            return jdbc.sql(sql).query((rs, _) -> rs.getString(1)).list();
        });
    }
}
