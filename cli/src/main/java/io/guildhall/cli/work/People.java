package io.guildhall.cli.work;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Reads of people in answers what every table shows.
public final class People {
    private People() {}

    /// @param person with `profiles`
    public static String name(JsonNode person) {
        for (JsonNode profile : person.path("profiles")) {
            String name = (text(profile, "firstName") + " " + text(profile, "lastName")).strip();
            if (!name.isEmpty()) {
                return name;
            }
        }
        return identifiers(person.path("profiles").path(0));
    }

    /// 0 where the person has none yet.
    public static long id(JsonNode person) {
        long id = person.path("id").asLong(0);
        return id != 0 ? id : person.path("profiles").path(0).path("userId").asLong(0);
    }

    /// `type:value`, in the order of the answer.
    public static String identifiers(JsonNode profile) {
        List<String> identifiers = new ArrayList<>();
        for (JsonNode identifier : profile.path("identifiers")) {
            identifiers.add(text(identifier, "type") + ":" + text(identifier, "value"));
        }
        return String.join(", ", identifiers);
    }

    /// Empty where the node has no such member, or null.
    public static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }
}
