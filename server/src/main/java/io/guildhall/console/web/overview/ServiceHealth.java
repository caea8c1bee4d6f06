package io.guildhall.console.web.overview;

import io.guildhall.operation.Draining;
import io.guildhall.postgres.DatabaseProbe;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/// How the service is, as far as it knows itself.
@Component
class ServiceHealth {
    private final DatabaseProbe database;
    private final Draining draining;
    private final String version;

    ServiceHealth(DatabaseProbe database, Draining draining, ObjectProvider<BuildProperties> build) {
        this.database = database;
        this.draining = draining;
        BuildProperties known = build.getIfAvailable();
        String told = known == null ? null : known.getVersion();
        this.version = told == null ? "" : told;
    }

    /// @param database how the database is, in one word
    /// @param ready whether requests can be served
    /// @param version empty where nothing has been packaged
    record Health(String database, boolean ready, String version) {}

    Health now() {
        DatabaseProbe.State state = database.state();
        return new Health(state.name(), state == DatabaseProbe.State.READY && !draining.hasBegun(), version);
    }
}
