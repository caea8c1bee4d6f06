package io.guildhall.org;

import static io.guildhall.org.domain.document.Change.Action.CREATE;
import static io.guildhall.org.domain.document.Change.Action.REMOVE;
import static io.guildhall.org.domain.document.Change.Action.UPDATE;

import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.org.domain.document.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The lists of the document that other modules keep, all of them at once.
@Component
class SetupSections {
    private final List<SetupSection> sections;

    SetupSections(List<SetupSection> sections) {
        this.sections = sections.stream()
                .sorted(Comparator.comparing(SetupSection::member))
                .toList();
    }

    /// What one section comes to.
    ///
    /// @param merged its objects afterwards
    record Plan(
            SetupSection section,
            List<ObjectNode> created,
            List<ObjectNode> updated,
            List<String> removedKeys,
            List<ObjectNode> merged) {

        boolean isEmpty() {
            return created.isEmpty() && updated.isEmpty() && removedKeys.isEmpty();
        }

        List<Change> changes() {
            List<Change> changes = new ArrayList<>();
            String list = section.member();
            created.forEach(object -> changes.add(Change.of(list, key(section, object), CREATE)));
            updated.forEach(object -> changes.add(Change.of(list, key(section, object), UPDATE)));
            removedKeys.forEach(key -> changes.add(Change.of(list, key, REMOVE)));
            return changes;
        }
    }

    Set<String> members() {
        return sections.stream().map(SetupSection::member).collect(Collectors.toUnmodifiableSet());
    }

    /// @param problems takes every fault found
    Map<String, List<ObjectNode>> read(ObjectNode sent, List<Problem> problems) {
        Map<String, List<ObjectNode>> read = new LinkedHashMap<>();
        for (SetupSection section : sections) {
            JsonNode list = sent.get(section.member());
            if (list != null) {
                read.put(section.member(), section.read(list, Pointer.ROOT.child(section.member()), problems));
            }
        }
        return read;
    }

    /// Puts each section's stored objects into the document.
    void show(long orgId, ObjectNode document) {
        sections.forEach(section -> document.putArray(section.member()).addAll(section.stored(orgId)));
    }

    List<Plan> plan(long orgId, Map<String, List<ObjectNode>> sent, boolean prune) {
        return sections.stream()
                .map(section ->
                        plan(section, section.stored(orgId), sent.getOrDefault(section.member(), List.of()), prune))
                .toList();
    }

    private static Plan plan(SetupSection section, List<ObjectNode> stored, List<ObjectNode> sent, boolean prune) {
        Map<String, ObjectNode> open = new LinkedHashMap<>();
        sent.forEach(object -> open.put(key(section, object), object));
        List<ObjectNode> updated = new ArrayList<>();
        List<String> removedKeys = new ArrayList<>();
        List<ObjectNode> merged = new ArrayList<>();
        for (ObjectNode before : stored) {
            ObjectNode now = open.remove(key(section, before));
            if (now != null) {
                merged.add(now);
                if (!now.equals(before)) {
                    updated.add(now);
                }
            } else if (prune) {
                removedKeys.add(key(section, before));
            } else {
                merged.add(before);
            }
        }
        List<ObjectNode> created = List.copyOf(open.values());
        merged.addAll(created);
        merged.sort(Comparator.comparing(object -> key(section, object)));
        return new Plan(section, created, List.copyOf(updated), List.copyOf(removedKeys), List.copyOf(merged));
    }

    /// Why the plans may not be carried out.
    List<Problem> refusals(long orgId, List<Plan> plans) {
        return plans.stream()
                .filter(plan -> !plan.updated().isEmpty() || !plan.removedKeys().isEmpty())
                .flatMap(plan -> plan
                        .section()
                        .refusals(
                                orgId,
                                plan.updated(),
                                plan.removedKeys(),
                                Pointer.ROOT.child(plan.section().member()))
                        .stream())
                .toList();
    }

    void apply(long orgId, List<Plan> plans, Instant at) {
        plans.stream()
                .filter(plan -> !plan.isEmpty())
                .forEach(plan -> plan.section().apply(orgId, plan.created(), plan.updated(), plan.removedKeys(), at));
    }

    private static String key(SetupSection section, ObjectNode object) {
        return object.path(section.key()).asString();
    }
}
