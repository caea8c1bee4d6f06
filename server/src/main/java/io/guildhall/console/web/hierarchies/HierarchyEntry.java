package io.guildhall.console.web.hierarchies;

import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.HierarchyRules;
import io.guildhall.hierarchy.domain.PermissionCode;
import io.guildhall.hierarchy.domain.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A hierarchy as the form holds it: everything is what somebody typed, and nothing has been checked. Each field goes
/// by the JSON Pointer of the member it becomes in the body of `PUT /v2/fleetHierarchy/{id}`, so that an error about a
/// member finds its field.
record HierarchyEntry(
        String code,
        String name,
        String description,
        boolean active,
        boolean isDefault,
        boolean strict,
        boolean skip,
        boolean autoGroup,
        List<RoleEntry> roles) {
    /// More than a hierarchy may have, so that the rule and not the form says that they are too many.
    private static final int MOST_ROLES = HierarchyRules.MAX_ROLES + 4;

    static final HierarchyEntry BLANK =
            new HierarchyEntry("", "", "", true, false, true, false, false, List.of(RoleEntry.BLANK, RoleEntry.BLANK));

    HierarchyEntry {
        roles = List.copyOf(roles);
    }

    /// @param maxChild as typed
    /// @param permits codes of permissions
    /// @param denied codes of those that are stored as denied; they stay so while they are not permitted
    record RoleEntry(
            String code,
            String child,
            String maxChild,
            List<String> permits,
            List<String> denied,
            boolean aggregates,
            boolean aggregatesByHand) {
        static final RoleEntry BLANK = new RoleEntry("", "", "", List.of(), List.of(), false, false);

        RoleEntry {
            permits = List.copyOf(permits);
            denied = List.copyOf(denied);
        }

        private static RoleEntry of(Role role) {
            return new RoleEntry(
                    role.code(),
                    role.childRoleCode() == null ? "" : role.childRoleCode(),
                    role.maxChild() == null ? "" : role.maxChild().toString(),
                    codes(role, true),
                    codes(role, false),
                    role.pointsAggregationRole(),
                    role.nonAutomatedPointsAggregationRole());
        }

        private static List<String> codes(Role role, boolean value) {
            return role.permissions().stream()
                    .filter(permission -> permission.permissionValue() == value)
                    .map(Role.Permission::permissionCode)
                    .toList();
        }

        private static Optional<RoleEntry> of(MultiValueMap<String, String> form, int index) {
            String at = "/roles/" + index;
            if (!form.containsKey(at + "/code")) {
                return Optional.empty();
            }
            return Optional.of(new RoleEntry(
                    text(form, at + "/code"),
                    text(form, at + "/childRoleCode"),
                    text(form, at + "/maxChild"),
                    form.getOrDefault(at + "/permissions", List.of()),
                    form.getOrDefault(at + "/denied", List.of()),
                    form.containsKey(at + "/pointsAggregationRole"),
                    form.containsKey(at + "/nonAutomatedPointsAggregationRole")));
        }

        private ObjectNode body() {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("code", code);
            put(body, "childRoleCode", child);
            if (isWhole(maxChild.strip())) {
                body.put("maxChild", Long.parseLong(maxChild.strip()));
            } else {
                put(body, "maxChild", maxChild);
            }
            ArrayNode permissions = body.putArray("permissions");
            for (String permission : permissionsInOrder()) {
                permissions
                        .addObject()
                        .put("permissionCode", permission)
                        .put("permissionValue", permits.contains(permission));
            }
            body.put("pointsAggregationRole", aggregates);
            body.put("nonAutomatedPointsAggregationRole", aggregatesByHand);
            return body;
        }

        private List<String> permissionsInOrder() {
            List<String> known =
                    Stream.of(PermissionCode.values()).map(PermissionCode::code).toList();
            Stream<String> inOrder = known.stream().filter(code -> permits.contains(code) || denied.contains(code));
            Stream<String> strangers =
                    Stream.concat(permits.stream(), denied.stream()).filter(code -> !known.contains(code));
            return Stream.concat(inOrder, strangers).distinct().toList();
        }

        private static boolean isWhole(String text) {
            return text.matches("-?\\d{1,18}");
        }
    }

    static HierarchyEntry of(Hierarchy hierarchy) {
        return new HierarchyEntry(
                hierarchy.code(),
                hierarchy.name(),
                hierarchy.description(),
                hierarchy.active(),
                hierarchy.isDefault(),
                hierarchy.strict(),
                hierarchy.skipRoleAllowed(),
                hierarchy.autoGroupCreationEnabled(),
                hierarchy.roles().stream().map(RoleEntry::of).toList());
    }

    static HierarchyEntry of(MultiValueMap<String, String> form) {
        List<RoleEntry> roles = new ArrayList<>();
        for (int i = 0; i < MOST_ROLES; i++) {
            RoleEntry.of(form, i).ifPresent(roles::add);
        }
        return new HierarchyEntry(
                text(form, "/code"),
                text(form, "/name"),
                text(form, "/description"),
                form.containsKey("/active"),
                form.containsKey("/default"),
                form.containsKey("/hierarchyCreationStrict"),
                form.containsKey("/skipRoleAllowed"),
                form.containsKey("/autoGroupCreationEnabled"),
                roles);
    }

    private static String text(MultiValueMap<String, String> form, String name) {
        String sent = form.getFirst(name);
        return sent == null ? "" : sent;
    }

    private static void put(ObjectNode body, String member, String text) {
        if (!text.isBlank()) {
            body.put(member, text);
        }
    }

    public boolean hasRoom() {
        return roles.size() < HierarchyRules.MAX_ROLES;
    }

    /// With a role more, below what has been the last one.
    HierarchyEntry withAnotherRole() {
        List<RoleEntry> more = new ArrayList<>(roles);
        more.add(RoleEntry.BLANK);
        return with(more);
    }

    HierarchyEntry withoutRole(int index) {
        List<RoleEntry> fewer = new ArrayList<>(roles);
        if (index >= 0 && index < fewer.size()) {
            fewer.remove(index);
        }
        return with(fewer);
    }

    private HierarchyEntry with(List<RoleEntry> others) {
        return new HierarchyEntry(code, name, description, active, isDefault, strict, skip, autoGroup, others);
    }

    /// Codes that a role above may name.
    public List<String> roleCodes() {
        return roles.stream()
                .map(RoleEntry::code)
                .filter(text -> !text.isBlank())
                .distinct()
                .toList();
    }

    /// The body of a call that says the same.
    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("code", code);
        body.put("name", name);
        body.put("description", description);
        body.put("active", active);
        body.put("default", isDefault);
        body.put("hierarchyCreationStrict", strict);
        body.put("skipRoleAllowed", skip);
        body.put("autoGroupCreationEnabled", autoGroup);
        ArrayNode list = body.putArray("roles");
        roles.forEach(role -> list.add(role.body()));
        return body;
    }
}
