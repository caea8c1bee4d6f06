package io.guildhall.hierarchy.domain;

import static io.guildhall.error.ErrorCode.AGGREGATION_ROLE_CONTRADICTORY;
import static io.guildhall.error.ErrorCode.AGGREGATION_ROLE_MISSING;
import static io.guildhall.error.ErrorCode.CHILD_ROLE_MISSING;
import static io.guildhall.error.ErrorCode.CHILD_ROLE_UNKNOWN;
import static io.guildhall.error.ErrorCode.CYCLE;
import static io.guildhall.error.ErrorCode.DUPLICATE_ROLE_CODE;
import static io.guildhall.error.ErrorCode.HIERARCHY_CODE_EMPTY;
import static io.guildhall.error.ErrorCode.MAX_CHILD_MISSING;
import static io.guildhall.error.ErrorCode.MAX_CHILD_NEGATIVE;
import static io.guildhall.error.ErrorCode.MAX_CHILD_TOO_LARGE;
import static io.guildhall.error.ErrorCode.MEMBER_IGNORED;
import static io.guildhall.error.ErrorCode.PERMISSION_CODE_DUPLICATE;
import static io.guildhall.error.ErrorCode.PERMISSION_CODE_EMPTY;
import static io.guildhall.error.ErrorCode.PERMISSION_CODE_UNKNOWN;
import static io.guildhall.error.ErrorCode.ROLE_CODE_EMPTY;
import static io.guildhall.error.ErrorCode.SEVERAL_AGGREGATION_ROLES;
import static io.guildhall.error.ErrorCode.TOO_FEW_ROLES;
import static io.guildhall.error.ErrorCode.TOO_MANY_ROLES;

import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.hierarchy.domain.HierarchyDraft.PermissionDraft;
import io.guildhall.hierarchy.domain.HierarchyDraft.RoleDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a hierarchy must look like by itself (`spec/domain.md` §2, `spec/codes.md` §2). All faults are found at
/// once, in the order of the request, those of the hierarchy as a whole last.
public final class HierarchyRules {
    public static final int MIN_ROLES = 2;
    public static final int MAX_ROLES = 8;
    /// The product's limit of children per role.
    public static final int MAX_CHILDREN = 30_000;

    private HierarchyRules() {}

    /// Everything wrong with the draft; empty when it may be stored.
    ///
    /// @param complete whether every member could be read. If not, roles are not compared with each other: what
    /// looks missing may be what could not be read
    public static List<Problem> check(HierarchyDraft draft, boolean complete) {
        List<Problem> problems = new ArrayList<>();
        if (draft.code() == null || draft.code().isEmpty()) {
            problems.add(Problem.of(HIERARCHY_CODE_EMPTY, draft.at().child("code")));
        }
        checkCount(draft, problems);
        boolean distinct = checkCodes(draft.roles(), problems);
        for (RoleDraft role : draft.roles()) {
            checkRole(role, problems);
        }
        checkAggregation(draft, complete, problems);
        if (complete && distinct) {
            checkOrder(draft.roles(), problems);
        }
        return problems;
    }

    /// Members that say nothing: a cap on a role that has none below it.
    public static List<Problem> warnings(HierarchyDraft draft) {
        return draft.roles().stream()
                .filter(role -> role.childRoleCode() == null && role.maxChild() != null)
                .map(role -> Problem.of(MEMBER_IGNORED, role.at().child("maxChild"), "maxChild"))
                .toList();
    }

    private static void checkCount(HierarchyDraft draft, List<Problem> problems) {
        Pointer at = draft.at().child("roles");
        if (draft.roles().size() < MIN_ROLES) {
            problems.add(Problem.of(TOO_FEW_ROLES, at, Integer.toString(MIN_ROLES)));
        } else if (draft.roles().size() > MAX_ROLES) {
            problems.add(Problem.of(TOO_MANY_ROLES, at, Integer.toString(MAX_ROLES)));
        }
    }

    /// Whether every role has a code of its own.
    private static boolean checkCodes(List<RoleDraft> roles, List<Problem> problems) {
        Set<String> seen = new HashSet<>();
        int before = problems.size();
        for (RoleDraft role : roles) {
            if (!role.hasCode()) {
                problems.add(Problem.of(ROLE_CODE_EMPTY, role.at().child("code")));
            } else if (!seen.add(role.named())) {
                problems.add(Problem.of(DUPLICATE_ROLE_CODE, role.at().child("code"), role.named()));
            }
        }
        return problems.size() == before;
    }

    private static void checkRole(RoleDraft role, List<Problem> problems) {
        Pointer maxChild = role.at().child("maxChild");
        if (role.maxChild() == null) {
            if (role.childRoleCode() != null) {
                problems.add(Problem.of(MAX_CHILD_MISSING, maxChild, role.named()));
            }
        } else if (role.maxChild() < 0) {
            problems.add(Problem.of(MAX_CHILD_NEGATIVE, maxChild, role.named()));
        } else if (role.maxChild() > MAX_CHILDREN) {
            problems.add(Problem.of(MAX_CHILD_TOO_LARGE, maxChild, Integer.toString(MAX_CHILDREN), role.named()));
        }
        checkPermissions(role.permissions(), problems);
        if (role.pointsAggregationRole() && role.nonAutomatedPointsAggregationRole()) {
            problems.add(Problem.of(
                    AGGREGATION_ROLE_CONTRADICTORY,
                    role.at().child("nonAutomatedPointsAggregationRole"),
                    role.named()));
        }
    }

    private static void checkPermissions(List<PermissionDraft> permissions, List<Problem> problems) {
        Set<String> seen = new HashSet<>();
        for (PermissionDraft permission : permissions) {
            Pointer at = permission.at().child("permissionCode");
            String code = permission.code();
            if (code == null || code.isEmpty()) {
                problems.add(Problem.of(PERMISSION_CODE_EMPTY, at));
            } else if (!seen.add(code)) {
                problems.add(Problem.of(PERMISSION_CODE_DUPLICATE, at, code));
            } else if (PermissionCode.of(code).isEmpty()) {
                problems.add(Problem.of(PERMISSION_CODE_UNKNOWN, at, code));
            }
        }
    }

    private static void checkAggregation(HierarchyDraft draft, boolean complete, List<Problem> problems) {
        List<RoleDraft> aggregating =
                draft.roles().stream().filter(RoleDraft::pointsAggregationRole).toList();
        aggregating.stream()
                .skip(1)
                .map(role -> Problem.of(SEVERAL_AGGREGATION_ROLES, role.at().child("pointsAggregationRole")))
                .forEach(problems::add);
        if (complete && draft.autoGroupCreationEnabled() && aggregating.isEmpty()) {
            problems.add(Problem.of(AGGREGATION_ROLE_MISSING, draft.at().child("roles")));
        }
    }

    /// How the roles stand under each other; their codes are distinct.
    private static void checkOrder(List<RoleDraft> roles, List<Problem> problems) {
        Map<String, RoleDraft> byCode = new HashMap<>();
        roles.forEach(role -> byCode.put(role.named(), role));
        int before = problems.size();
        for (RoleDraft role : roles) {
            if (role.childRoleCode() != null && !byCode.containsKey(role.childRoleCode())) {
                problems.add(Problem.of(CHILD_ROLE_UNKNOWN, role.at().child("childRoleCode"), role.childRoleCode()));
            }
        }
        checkLastRole(roles, problems);
        if (problems.size() == before) {
            checkCycles(roles, byCode, problems);
        }
    }

    /// One role alone has none below it. Of several, the one that stands below another is taken for it, else the one
    /// named last.
    private static void checkLastRole(List<RoleDraft> roles, List<Problem> problems) {
        Set<@Nullable String> below = new HashSet<>();
        roles.forEach(role -> below.add(role.childRoleCode()));
        List<RoleDraft> childless =
                roles.stream().filter(role -> role.childRoleCode() == null).toList();
        if (childless.size() < 2) {
            return;
        }
        List<RoleDraft> reached =
                childless.stream().filter(role -> below.contains(role.named())).toList();
        RoleDraft last = reached.isEmpty() ? childless.getLast() : reached.getLast();
        childless.stream()
                .filter(role -> role != last)
                .map(role -> Problem.of(CHILD_ROLE_MISSING, role.at().child("childRoleCode"), role.named()))
                .forEach(problems::add);
    }

    /// One fault for each circle, at the role of it that is named first.
    private static void checkCycles(List<RoleDraft> roles, Map<String, RoleDraft> byCode, List<Problem> problems) {
        Set<String> done = new HashSet<>();
        for (RoleDraft start : roles) {
            Set<String> way = new LinkedHashSet<>();
            RoleDraft role = start;
            while (role != null && done.add(role.named())) {
                way.add(role.named());
                role = role.childRoleCode() == null ? null : byCode.get(role.childRoleCode());
            }
            if (role != null && way.contains(role.named())) {
                problems.add(circle(roles, List.copyOf(way), role.named()));
            }
        }
    }

    private static Problem circle(List<RoleDraft> roles, List<String> way, String closing) {
        List<String> circle = way.subList(way.indexOf(closing), way.size());
        RoleDraft first = roles.stream()
                .filter(role -> circle.contains(role.named()))
                .findFirst()
                .orElseThrow();
        return Problem.of(CYCLE, first.at().child("childRoleCode"), String.join(" > ", circle) + " > " + closing);
    }
}
