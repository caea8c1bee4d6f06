package io.guildhall.hierarchy;

import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.hierarchy.domain.HierarchyDraft;
import io.guildhall.hierarchy.domain.HierarchyDraft.PermissionDraft;
import io.guildhall.hierarchy.domain.HierarchyDraft.RoleDraft;
import io.guildhall.hierarchy.domain.HierarchyRules;
import io.guildhall.wire.JsonMembers;
import io.guildhall.wire.ReadProblems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the body of `POST /v2/fleetHierarchy`, which is also an element of `hierarchies` in the
/// organisation's document (`spec/domain.md` §2). The names of 2026 are accepted beside the old ones.
public final class HierarchyReader {
    private static final int MAX_DESCRIPTION = 1_000;

    private static final String[] ACTIVE = {"active", "isActive"};
    private static final String[] DEFAULT = {"default", "isDefault"};
    private static final String[] STRICT = {"hierarchyCreationStrict", "isHierarchyCreationStrict"};
    private static final String[] SKIP = {"skipRoleAllowed", "isSkipRoleAllowed"};
    private static final String[] AUTO_GROUP = {"autoGroupCreationEnabled", "isAutoGroupCreationEnabled"};
    private static final String[][] ALIASED = {ACTIVE, DEFAULT, STRICT, SKIP, AUTO_GROUP};

    private static final Set<String> MEMBERS = Set.of(
            "code",
            "name",
            "description",
            "active",
            "isActive",
            "default",
            "isDefault",
            "hierarchyCreationStrict",
            "isHierarchyCreationStrict",
            "skipRoleAllowed",
            "isSkipRoleAllowed",
            "autoGroupCreationEnabled",
            "isAutoGroupCreationEnabled",
            "roles");
    private static final Set<String> ROLE_MEMBERS = Set.of(
            "code",
            "childRoleCode",
            "maxChild",
            "permissions",
            "pointsAggregationRole",
            "nonAutomatedPointsAggregationRole");
    private static final Set<String> PERMISSION_MEMBERS = Set.of("permissionCode", "permissionValue");

    /// What to do about members that are not known: calls of `/v2` overlook them, in the organisation's document they
    /// are refused.
    public enum Strangers {
        OVERLOOKED,
        REFUSED
    }

    private final Strangers strangers;
    private final List<Problem> unreadable = new ArrayList<>();

    private HierarchyReader(Strangers strangers) {
        this.strangers = strangers;
    }

    /// Reads and checks one hierarchy.
    ///
    /// @param problems takes everything wrong with it; the draft may be used only if nothing came
    public static HierarchyDraft read(JsonNode sent, Pointer at, Strangers strangers, List<Problem> problems) {
        HierarchyReader reader = new HierarchyReader(strangers);
        HierarchyDraft draft = reader.hierarchy(JsonMembers.of(sent, at, reader.unreadable));
        List<Problem> broken = HierarchyRules.check(draft, reader.unreadable.isEmpty());
        problems.addAll(ReadProblems.combined(reader.unreadable, broken));
        return draft;
    }

    private HierarchyDraft hierarchy(JsonMembers members) {
        refuseStrangers(members, MEMBERS);
        Map<String, String> spellings = new HashMap<>();
        for (String[] names : ALIASED) {
            spellings.put(names[0], members.spelledAs(names));
        }
        return new HierarchyDraft(
                members.at(),
                spellings,
                members.text("code"),
                orEmpty(members.text("name")),
                orEmpty(members.text("description", MAX_DESCRIPTION)),
                members.flag(ACTIVE),
                orElse(members.flag(DEFAULT), false),
                orElse(members.flag(STRICT), true),
                orElse(members.flag(SKIP), false),
                orElse(members.flag(AUTO_GROUP), false),
                members.objects("roles").stream().map(this::role).toList());
    }

    private RoleDraft role(JsonMembers members) {
        refuseStrangers(members, ROLE_MEMBERS);
        String child = members.text("childRoleCode");
        return new RoleDraft(
                members.at(),
                members.text("code"),
                child == null || child.isEmpty() ? null : child,
                members.wholeNumber("maxChild"),
                members.objects("permissions").stream().map(this::permission).toList(),
                orElse(members.flag("pointsAggregationRole"), false),
                orElse(members.flag("nonAutomatedPointsAggregationRole"), false));
    }

    private PermissionDraft permission(JsonMembers members) {
        refuseStrangers(members, PERMISSION_MEMBERS);
        return new PermissionDraft(
                members.at(), members.text("permissionCode"), orElse(members.flag("permissionValue"), true));
    }

    private void refuseStrangers(JsonMembers members, Set<String> known) {
        if (strangers == Strangers.REFUSED) {
            members.refuseOthersThan(known);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private static boolean orElse(@Nullable Boolean sent, boolean fallback) {
        return Objects.requireNonNullElse(sent, fallback);
    }
}
