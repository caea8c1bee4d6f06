package io.guildhall.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Settings of the database; `application.yaml` names the environment variable of each.
///
/// @param url an operator's server, `jdbc:postgresql://…`; without it an embedded one is started
/// @param user the owner: runs migrations and owns every table; without it the operating system's user
/// @param appUser a login of its own for requests at the operator's server; without it the owner's sessions take the
///     application role
/// @param data the directory of the embedded server
/// @param port of the embedded server; 0 for any free one
/// @param poolSize connections for requests
/// @param poolTimeout how long a request may wait for one of them
/// @param lockTimeout how long a statement of a request may wait for a lock
/// @param statementTimeout how long a statement of a request may run
/// @param startTimeout how long to wait at start for a server that does not answer yet
@ConfigurationProperties("guildhall.db")
public record DatabaseSettings(
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        @Nullable String appUser,
        @Nullable String appPassword,
        Path data,
        int port,
        Durability durability,
        int poolSize,
        Duration poolTimeout,
        Duration lockTimeout,
        Duration statementTimeout,
        Duration startTimeout) {
    private static final String SCHEME = "jdbc:postgresql:";
    private static final Pattern CREDENTIALS = Pattern.compile("[?&](user|password)=");

    public DatabaseSettings {
        // An environment variable that is set but empty means the same as one that is not set.
        url = blankToNull(url);
        user = blankToNull(user);
        password = blankToNull(password);
        appUser = blankToNull(appUser);
        appPassword = blankToNull(appPassword);
    }

    /// The operator's server, if there is one.
    @Nullable
    DatabaseAccess operatorsServer() {
        if (url == null) {
            return null;
        }
        if (!url.startsWith(SCHEME)) {
            throw new StartupFailure("GUILDHALL_DB_URL has to start with " + SCHEME + "//host:port/database.");
        }
        if (CREDENTIALS.matcher(url).find()) {
            // The driver prefers what the URL says, so a login of the application would silently be the owner.
            throw new StartupFailure(
                    "GUILDHALL_DB_URL must not name a user or password; set GUILDHALL_DB_USER and GUILDHALL_DB_PASSWORD.");
        }
        var owner = new DatabaseLogin(url, user, password);
        return new DatabaseAccess(owner, appUser == null ? null : new DatabaseLogin(url, appUser, appPassword));
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    @Override
    public String toString() {
        return "DatabaseSettings[***]"; // holds passwords
    }
}
