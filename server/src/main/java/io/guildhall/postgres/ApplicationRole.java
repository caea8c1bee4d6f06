package io.guildhall.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The role that requests run as. It owns nothing, so row-level security holds for it, and may only read and write
/// rows. Migrations name it in policies and may take rights away from it; logins of an operator become its members.
final class ApplicationRole {
    static final String NAME = "guildhall_app";

    private static final Logger log = LoggerFactory.getLogger(ApplicationRole.class);
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private ApplicationRole() {}

    /// Makes role and schema and whatever tables come later usable for it. Idempotent. `owner` is in auto-commit mode.
    static void prepare(Connection owner, DatabaseAccess access) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            create(statement);
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + RequestPool.SCHEMA);
            statement.execute("GRANT USAGE ON SCHEMA " + RequestPool.SCHEMA + " TO " + NAME);
            statement.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA " + RequestPool.SCHEMA
                    + " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO " + NAME);
            statement.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA " + RequestPool.SCHEMA
                    + " GRANT USAGE, SELECT ON SEQUENCES TO " + NAME);
            if (access.application() == null) {
                letOwnerTakeRole(statement);
            } else {
                join(statement, access.application());
            }
        }
    }

    /// Turns the role into a login. For our own server only, which keeps statements out of its log; the password is
    /// one of ours and needs no quoting.
    static void enableLogin(Connection superuser, String password) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            create(statement);
            statement.execute("ALTER ROLE %s LOGIN PASSWORD '%s'".formatted(NAME, password));
        }
    }

    /// Refuses a session that row-level security would not hold for.
    static void verify(Connection requests) throws SQLException {
        try (Statement statement = requests.createStatement();
                ResultSet found = statement.executeQuery("""
                        SELECT current_user,
                               r.rolsuper OR r.rolbypassrls,
                               pg_has_role(current_user, n.nspowner, 'USAGE'),
                               has_schema_privilege(current_user, n.oid, 'USAGE')
                          FROM pg_roles AS r, pg_namespace AS n
                         WHERE r.rolname = current_user AND n.nspname = '%s'
                        """.formatted(RequestPool.SCHEMA))) {
            found.next();
            String user = found.getString(1);
            if (found.getBoolean(2)) {
                throw new StartupFailure(
                        "The application role %s is a superuser or bypasses row-level security, so tenants would not be separated; run ALTER ROLE \"%s\" NOSUPERUSER NOBYPASSRLS."
                                .formatted(user, user));
            }
            if (found.getBoolean(3)) {
                throw new StartupFailure(
                        "The application role %s owns the tables, so row-level security would not hold; set GUILDHALL_DB_APP_USER to another login than the owner."
                                .formatted(user));
            }
            if (!found.getBoolean(4)) {
                throw new StartupFailure(
                        "The login %s is no member of %s; run GRANT %s TO \"%s\".".formatted(user, NAME, NAME, user));
            }
        }
    }

    private static void create(Statement statement) throws SQLException {
        try {
            // Roles belong to the whole server: an instance on another database may create it at the same moment.
            statement.execute("""
                    DO $$ BEGIN
                      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
                        CREATE ROLE %1$s NOLOGIN;
                      END IF;
                    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
                    END $$""".formatted(NAME));
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw new StartupFailure(
                        "The database user may not create the role %s; let an administrator run CREATE ROLE %s NOLOGIN and GRANT %s TO that user WITH ADMIN OPTION."
                                .formatted(NAME, NAME, NAME),
                        e);
            }
            throw e;
        }
    }

    private static void letOwnerTakeRole(Statement statement) throws SQLException {
        log.info(
                "Requests come as the owner's login and take the role {}; set GUILDHALL_DB_APP_USER for a login of"
                        + " their own, which an SQL injection cannot leave",
                NAME);
        try {
            statement.execute("SET ROLE " + NAME);
        } catch (SQLException e) {
            if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw e;
            }
            // Who may create roles may also join those it created, but since PostgreSQL 16 is no member at once.
            statement.execute("GRANT " + NAME + " TO CURRENT_USER");
            statement.execute("SET ROLE " + NAME);
        }
        statement.execute("RESET ROLE");
    }

    private static void join(Statement statement, DatabaseLogin application) throws SQLException {
        String user = application.user();
        if (user == null || user.equals(NAME)) {
            return;
        }
        boolean member;
        try (var query = statement.getConnection().prepareStatement("SELECT pg_has_role(?, ?, 'USAGE')")) {
            query.setString(1, user);
            query.setString(2, NAME);
            try (ResultSet found = query.executeQuery()) {
                member = found.next() && found.getBoolean(1);
            }
        }
        if (!member) {
            statement.execute("GRANT " + NAME + " TO " + statement.enquoteIdentifier(user, true));
        }
    }
}
