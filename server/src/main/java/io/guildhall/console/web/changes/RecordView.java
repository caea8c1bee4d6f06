package io.guildhall.console.web.changes;

import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.change.domain.ChangeRecord.Action;
import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.console.web.changes.StateComparison.Line;
import io.guildhall.console.web.people.Names;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One record before and after.
///
/// @param subject whom or what it is about
/// @param detail what else tells it apart, null where the subject says it all
/// @param changed the lines that differ; of what is new or gone all
/// @param same the others
/// @param erased where the person has been erased, so that nobody knows the states any more
record RecordView(
        String type,
        long id,
        String action,
        Value subject,
        @Nullable String detail,
        List<LineView> changed,
        List<LineView> same,
        boolean erased) {

    /// @param path from the record's member down to the value's
    record LineView(
            List<String> path,
            @Nullable Value before,
            @Nullable Value after) {
        static LineView of(Line line, Naming naming) {
            return new LineView(shown(line), naming.value(line, line.before()), naming.value(line, line.after()));
        }

        /// Without what the value says itself, or what every such line would say.
        private static List<String> shown(Line line) {
            List<String> path = line.path();
            if (path.size() > 1
                    && (line.member().equals("value")
                            || path.get(path.size() - 2).equals("members"))) {
                return path.subList(0, path.size() - 1);
            }
            return path.size() > 2 && path.getFirst().equals("profiles") ? path.subList(1, path.size()) : path;
        }
    }

    static RecordView of(ChangeRecord record, Naming naming) {
        JsonNode before = Naming.read(record.before());
        JsonNode after = Naming.read(record.after());
        List<Line> lines = StateComparison.of(record.type(), before, after).stream()
                .filter(line -> !isSubject(record, line))
                .toList();
        return new RecordView(
                record.type().name(),
                record.entityId(),
                action(record),
                subject(record, before, after, naming),
                detail(record, after == null ? before : after),
                views(lines.stream().filter(Line::isChanged), naming),
                views(lines.stream().filter(line -> !line.isChanged()), naming),
                record.erased());
    }

    /// The same record the other way round: what taking the change back makes of it.
    static ChangeRecord reversed(ChangeRecord record) {
        Action action = record.before() == null ? Action.END : record.after() == null ? Action.CREATE : Action.UPDATE;
        return new ChangeRecord(
                record.type(),
                record.entityId(),
                record.personId(),
                action,
                record.after(),
                record.before(),
                record.erased());
    }

    /// Whose place or enrolment it is, the subject says.
    private static boolean isSubject(ChangeRecord record, Line line) {
        return (record.type() == EntityType.ASSOCIATION || record.type() == EntityType.ENROLMENT)
                && line.member().equals("customerId")
                && (line.before() == null || line.after() == null || !line.isChanged());
    }

    private static List<LineView> views(Stream<Line> lines, Naming naming) {
        return lines.map(line -> LineView.of(line, naming)).toList();
    }

    /// `new`, `gone`, `off` for what is switched off, `changed`.
    private static String action(ChangeRecord record) {
        return switch (record.action()) {
            case CREATE -> "new";
            case UPDATE -> "changed";
            case END -> record.after() == null ? "gone" : "off";
        };
    }

    private static Value subject(
            ChangeRecord record, @Nullable JsonNode before, @Nullable JsonNode after, Naming naming) {
        long id = record.entityId();
        return switch (record.type()) {
            case CUSTOMER -> called(naming.person(id), person(after), person(before));
            case SUBSCRIPTIONS -> naming.person(id);
            case COMPANY -> called(naming.company(id), text(after, "name"), text(before, "name"));
            case ASSOCIATION, ENROLMENT -> {
                JsonNode holder = (after == null ? before : after) == null ? null : number(after, before);
                Value nobody = record.personId() == null ? Value.plain("#" + id) : naming.person(record.personId());
                yield holder == null ? nobody : naming.person(holder.asLong());
            }
            case CARD -> called(Value.plain("#" + id), text(after, "cardNumber"), text(before, "cardNumber"));
            case GROUP -> called(Value.plain("#" + id), text(after, "externalId"), text(before, "externalId"));
            case HIERARCHY, CARD_SERIES -> called(Value.plain("#" + id), text(after, "code"), text(before, "code"));
            case CARD_LABELS -> Value.plain("");
        };
    }

    private static @Nullable JsonNode number(@Nullable JsonNode after, @Nullable JsonNode before) {
        return after != null && after.has("customerId")
                ? after.get("customerId")
                : before == null ? null : before.get("customerId");
    }

    /// What is not there any more is called as the record calls it.
    private static Value called(Value now, String after, String before) {
        String name = after.isEmpty() ? before : after;
        return now.href() != null || name.isEmpty() ? now : Value.plain(name);
    }

    private static @Nullable String detail(ChangeRecord record, @Nullable JsonNode state) {
        return switch (record.type()) {
            case ASSOCIATION -> text(state, "roleCode");
            case COMPANY -> text(state, "externalId");
            case CUSTOMER, SUBSCRIPTIONS -> "#" + record.entityId();
            case HIERARCHY -> text(state, "name");
            case CARD, CARD_SERIES, CARD_LABELS, ENROLMENT, GROUP -> null;
        };
    }

    private static String text(@Nullable JsonNode state, String member) {
        return state == null ? "" : state.path(member).asString("");
    }

    private static String person(@Nullable JsonNode state) {
        if (state == null) {
            return "";
        }
        for (JsonNode profile : state.path("profiles")) {
            String name = Names.joined(text(profile, "firstName"), text(profile, "lastName"));
            if (!name.isEmpty()) {
                return name;
            }
        }
        return "";
    }

    @Override
    public String toString() {
        return "RecordView[" + type + " " + id + "]"; // personal data stays out of logs
    }
}
