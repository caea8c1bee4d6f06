package io.guildhall.console.web.hierarchies;

import io.guildhall.error.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What is wrong with an entry, each fault at the field that holds the member at fault, or the nearest one around it.
///
/// @param byField texts by the field's name, for every field that the form has; empty where nothing is wrong
/// @param other texts about no field
record FieldErrors(Map<String, List<String>> byField, List<String> other) {
    private static final List<String> FIELDS = List.of(
            "/code",
            "/name",
            "/description",
            "/active",
            "/default",
            "/hierarchyCreationStrict",
            "/skipRoleAllowed",
            "/autoGroupCreationEnabled",
            "/roles");
    private static final List<String> ROLE_FIELDS = List.of(
            "/code",
            "/childRoleCode",
            "/maxChild",
            "/permissions",
            "/pointsAggregationRole",
            "/nonAutomatedPointsAggregationRole");

    static FieldErrors of(HierarchyEntry entry, List<Problem> problems) {
        Map<String, List<String>> byField = new LinkedHashMap<>();
        FIELDS.forEach(field -> byField.put(field, new ArrayList<>()));
        for (int i = 0; i < entry.roles().size(); i++) {
            for (String field : ROLE_FIELDS) {
                byField.put("/roles/" + i + field, new ArrayList<>());
            }
        }
        List<String> other = new ArrayList<>();
        for (Problem problem : problems) {
            String field = nearest(Objects.requireNonNullElse(problem.field(), ""), byField.keySet());
            byField.getOrDefault(field, other).add(problem.message());
        }
        return new FieldErrors(byField, other);
    }

    private static String nearest(String pointer, Set<String> fields) {
        String place = pointer;
        while (!place.isEmpty() && !fields.contains(place)) {
            // a role as a whole is shown at its code
            if (fields.contains(place + "/code")) {
                return place + "/code";
            }
            place = place.substring(0, place.lastIndexOf('/'));
        }
        return place;
    }

    /// How many texts there are.
    public int count() {
        return other.size() + byField.values().stream().mapToInt(List::size).sum();
    }
}
