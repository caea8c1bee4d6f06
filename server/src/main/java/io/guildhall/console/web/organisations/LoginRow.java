package io.guildhall.console.web.organisations;

import io.guildhall.console.web.Dates;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Somebody who may log in, as the organisation's page shows it.
///
/// @param label the till's name, or the till that a client speaks for
/// @param lastUse in the organisation's time zone, to the minute; null where it has never come in
record LoginRow(
        Kind kind,
        String name,
        String label,
        String role,
        boolean active,
        @Nullable String lastUse) {
    enum Kind {
        TILL("tills", "code", "name"),
        CLIENT("clients", "key", "till");

        private final String list;
        private final String key;
        private final String label;

        Kind(String list, String key, String label) {
            this.list = list;
            this.key = key;
            this.label = label;
        }

        /// The document's list of them, whose objects have their name in [#key()].
        String list() {
            return list;
        }

        String key() {
            return key;
        }

        Stream<String> names(ObjectNode document) {
            return document.path(list)
                    .valueStream()
                    .map(login -> login.path(key).asString());
        }
    }

    static Stream<LoginRow> of(Kind kind, ObjectNode document, Map<String, Instant> used) {
        ZoneId zone = ZoneId.of(document.path("timeZone").asString());
        return document.path(kind.list).valueStream().map(login -> of(kind, login, used, zone));
    }

    private static LoginRow of(Kind kind, JsonNode login, Map<String, Instant> used, ZoneId zone) {
        String name = login.path(kind.key).asString();
        Instant last = used.get(name);
        return new LoginRow(
                kind,
                name,
                login.path(kind.label).asString(),
                login.path("role").asString(),
                login.path("active").asBoolean(true),
                last == null ? null : Dates.shown(last, zone));
    }
}
