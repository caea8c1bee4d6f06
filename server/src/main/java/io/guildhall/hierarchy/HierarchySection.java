package io.guildhall.hierarchy;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;
import static io.guildhall.error.ErrorCode.CONFLICT;
import static io.guildhall.error.ErrorCode.HIERARCHY_IN_USE;

import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.hierarchy.HierarchyReader.Strangers;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.HierarchyChange;
import io.guildhall.hierarchy.domain.HierarchyChange.Use;
import io.guildhall.hierarchy.domain.HierarchyDraft;
import io.guildhall.hierarchy.store.Hierarchies;
import io.guildhall.org.SetupSection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The member `hierarchies` of the organisation's document. A hierarchy that was switched off is part of it,
/// with `"active": false`: what is stored can be applied elsewhere as it is, and naming it with `active` true
/// (or not at all, which means true) switches it on again.
@Component
class HierarchySection implements SetupSection {
    private final Hierarchies hierarchies;
    private final HierarchyUses uses;
    private final JsonMapper json;

    HierarchySection(Hierarchies hierarchies, HierarchyUses uses, JsonMapper json) {
        this.hierarchies = hierarchies;
        this.uses = uses;
        this.json = json;
    }

    @Override
    public String member() {
        return "hierarchies";
    }

    @Override
    public String key() {
        return "code";
    }

    @Override
    public List<ObjectNode> read(JsonNode sent, Pointer at, List<Problem> problems) {
        if (!sent.isArray()) {
            problems.add(Problem.of(BAD_REQUEST, at, "an array is expected"));
            return List.of();
        }
        List<HierarchyDraft> drafts = new ArrayList<>();
        int before = problems.size();
        for (JsonNode element : sent) {
            drafts.add(HierarchyReader.read(element, at.child(drafts.size()), Strangers.REFUSED, problems));
        }
        checkTogether(drafts, problems);
        return problems.size() > before
                ? List.of()
                : drafts.stream()
                        .map(draft -> normalForm(asNew(0, draft, Instant.EPOCH)))
                        .toList();
    }

    /// What only the list as a whole can get wrong: a code twice, two defaults.
    private static void checkTogether(List<HierarchyDraft> drafts, List<Problem> problems) {
        Set<String> codes = new HashSet<>();
        boolean hasDefault = false;
        for (HierarchyDraft draft : drafts) {
            if (draft.code() != null && !draft.code().isEmpty() && !codes.add(draft.code())) {
                problems.add(Problem.of(BAD_REQUEST, draft.at().child("code"), "it occurs twice"));
            }
            if (draft.isDefault() && !Boolean.FALSE.equals(draft.active())) {
                if (hasDefault) {
                    problems.add(Problem.of(BAD_REQUEST, draft.at(), "an organisation has one default hierarchy"));
                }
                hasDefault = true;
            }
        }
    }

    @Override
    public List<ObjectNode> stored(long orgId) {
        return hierarchies.all(orgId).stream().map(this::normalForm).toList();
    }

    @Override
    public List<Problem> refusals(long orgId, List<ObjectNode> updated, List<String> removedKeys, Pointer at) {
        Map<String, Hierarchy> stored = storedByCode(orgId);
        Map<Long, Use> used =
                uses.of(orgId, stored.values().stream().map(Hierarchy::id).toList());
        List<Problem> refusals = new ArrayList<>();
        for (ObjectNode object : updated) {
            HierarchyDraft draft = draft(object);
            Hierarchy before = stored.get(draft.code());
            if (before != null
                    && !HierarchyChange.refusals(before, draft, used.getOrDefault(before.id(), Use.NONE))
                            .isEmpty()) {
                refusals.add(Problem.of(HIERARCHY_IN_USE, at, before.code()));
            }
        }
        for (String code : removedKeys) {
            Hierarchy before = stored.get(code);
            if (before != null && used.getOrDefault(before.id(), Use.NONE).any()) {
                refusals.add(Problem.of(CONFLICT, at, "Hierarchy " + code + " is in use"));
            }
        }
        return refusals;
    }

    @Override
    public void apply(
            long orgId,
            List<ObjectNode> created,
            List<ObjectNode> updated,
            List<String> removedKeys,
            Instant appliedAt) {
        Map<String, Hierarchy> stored = storedByCode(orgId);
        long[] ids = hierarchies.nextIds(created.size());
        List<Hierarchy> fresh = new ArrayList<>();
        for (ObjectNode object : created) {
            fresh.add(asNew(ids[fresh.size()], draft(object), appliedAt));
        }
        List<Hierarchy> changed = new ArrayList<>();
        for (ObjectNode object : updated) {
            HierarchyDraft draft = draft(object);
            Hierarchy before = stored.get(draft.code());
            if (before != null) {
                changed.add(HierarchyChange.changed(before, draft));
            }
        }
        List<Hierarchy> written = new ArrayList<>(fresh);
        written.addAll(changed);
        hierarchies.removeAll(orgId, removedKeys);
        hierarchies.updateAll(orgId, HierarchyChange.dethroned(List.copyOf(stored.values()), written));
        hierarchies.updateAll(
                orgId,
                changed.stream().filter(hierarchy -> !hierarchy.isDefault()).toList());
        hierarchies.updateAll(
                orgId,
                changed.stream().filter(Hierarchy::isDefault).toList()); // after the former one has ceased to be it
        hierarchies.insertAll(orgId, fresh, null);
    }

    private Map<String, Hierarchy> storedByCode(long orgId) {
        return hierarchies.all(orgId).stream().collect(Collectors.toMap(Hierarchy::code, Function.identity()));
    }

    /// An object that has been read before, and so has no faults.
    private static HierarchyDraft draft(ObjectNode normalForm) {
        return HierarchyReader.read(normalForm, Pointer.ROOT, Strangers.OVERLOOKED, new ArrayList<>());
    }

    private static Hierarchy asNew(long id, HierarchyDraft draft, Instant at) {
        return HierarchyChange.created(id, draft, null, at);
    }

    private ObjectNode normalForm(Hierarchy hierarchy) {
        return json.valueToTree(HierarchyForm.of(hierarchy));
    }
}
