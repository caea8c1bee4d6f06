package io.guildhall.postgres;

import org.jspecify.annotations.Nullable;

/// One database and the two who come to it: the owner of all tables, and the application that only reads and writes
/// rows. Without a login of its own the application comes as the owner and takes its role in every session.
public record DatabaseAccess(DatabaseLogin owner, @Nullable DatabaseLogin application) {
    boolean takesRole() {
        return application == null;
    }

    DatabaseLogin requests() {
        return application == null ? owner : application;
    }
}
