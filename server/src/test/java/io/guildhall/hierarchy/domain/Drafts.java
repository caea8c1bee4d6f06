package io.guildhall.hierarchy.domain;

import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.hierarchy.domain.HierarchyDraft.PermissionDraft;
import io.guildhall.hierarchy.domain.HierarchyDraft.RoleDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Drafts for tests, written as somebody would describe them.
final class Drafts {
    private final List<RoleDraft> roles = new ArrayList<>();
    private @Nullable String code = "H";
    private String name = "";
    private @Nullable Boolean active;
    private boolean isDefault;
    private boolean strict = true;
    private boolean skip;
    private boolean autoGroup;

    static Drafts draft() {
        return new Drafts();
    }

    static List<String> found(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.code().number() + " " + problem.field())
                .toList();
    }

    Drafts code(@Nullable String value) {
        code = value;
        return this;
    }

    Drafts name(String value) {
        name = value;
        return this;
    }

    Drafts active(boolean value) {
        active = value;
        return this;
    }

    Drafts isDefault() {
        isDefault = true;
        return this;
    }

    Drafts lenient() {
        strict = false;
        return this;
    }

    Drafts skipping() {
        skip = true;
        return this;
    }

    Drafts autoGroup() {
        autoGroup = true;
        return this;
    }

    Drafts role(@Nullable String code, @Nullable String child, @Nullable Integer maxChild) {
        return role(code, child, maxChild, false, false);
    }

    Drafts role(
            @Nullable String code,
            @Nullable String child,
            @Nullable Integer maxChild,
            boolean aggregation,
            boolean byHand,
            String... permissions) {
        Pointer at = Pointer.ROOT.child("roles").child(roles.size());
        List<PermissionDraft> drafts = new ArrayList<>();
        for (String permission : permissions) {
            drafts.add(new PermissionDraft(at.child("permissions").child(drafts.size()), permission, true));
        }
        Long cap = maxChild == null ? null : Long.valueOf(maxChild);
        roles.add(new RoleDraft(at, code, child, cap, drafts, aggregation, byHand));
        return this;
    }

    HierarchyDraft build() {
        return new HierarchyDraft(
                Pointer.ROOT, Map.of(), code, name, "", active, isDefault, strict, skip, autoGroup, roles);
    }
}
