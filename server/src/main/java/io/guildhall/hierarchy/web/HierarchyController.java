package io.guildhall.hierarchy.web;

import static io.guildhall.error.ErrorCode.HIERARCHY_INACTIVE;
import static io.guildhall.error.ErrorCode.HIERARCHY_NOT_FOUND;

import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.access.Writes;
import io.guildhall.change.ChangeLog;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.error.ProblemBody;
import io.guildhall.error.RequestRefused;
import io.guildhall.hierarchy.HierarchyReader;
import io.guildhall.hierarchy.HierarchyReader.Strangers;
import io.guildhall.hierarchy.HierarchyRegistry;
import io.guildhall.hierarchy.HierarchyRegistry.Listing;
import io.guildhall.hierarchy.HierarchyRegistry.Written;
import io.guildhall.hierarchy.HierarchySimulation;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.HierarchyDraft;
import io.guildhall.hierarchy.domain.PermissionCode;
import io.guildhall.wire.QueryParameters;
import io.guildhall.wire.StorableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Hierarchies and the permissions that roles may give (`spec/domain.md` §2).
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE) // asked for anything else, nothing is written
class HierarchyController {
    private static final String ID = "/{id}";

    private final HierarchyRegistry registry;
    private final HierarchySimulation simulation;

    HierarchyController(HierarchyRegistry registry, HierarchySimulation simulation) {
        this.registry = registry;
        this.simulation = simulation;
    }

    record EntityAnswer<T>(T entity, List<ProblemBody> warnings) {}

    record DataAnswer<T>(List<T> data, List<ProblemBody> warnings, List<ProblemBody> errors) {}

    /// @param defaultValue whether a role permits it without saying so
    record PermissionAnswer(String name, String label, String module, boolean defaultValue, boolean active) {}

    @PostMapping(HierarchyRegistry.PATH)
    @Writes
    ResponseEntity<EntityAnswer<Long>> create(@AuthenticationPrincipal Caller caller, @RequestBody JsonNode body) {
        return answer(registry.create(caller, read(body)));
    }

    @PutMapping(HierarchyRegistry.PATH + ID)
    @Writes
    ResponseEntity<EntityAnswer<Long>> replace(
            @AuthenticationPrincipal Caller caller, @PathVariable String id, @RequestBody JsonNode body) {
        return answer(registry.replace(caller, idOf(id), read(body)));
    }

    @PostMapping(HierarchyRegistry.PATH + ID + "/simulate")
    @Reads
    EntityAnswer<SimulationAnswer> simulate(
            @AuthenticationPrincipal Caller caller, @PathVariable String id, @RequestBody JsonNode body) {
        HierarchySimulation.Outcome outcome = simulation.of(caller.orgId(), idOf(id), read(body));
        return new EntityAnswer<>(SimulationAnswer.of(outcome), ProblemBody.listOf(outcome.warnings()));
    }

    @DeleteMapping(HierarchyRegistry.PATH + ID)
    @Writes
    ResponseEntity<EntityAnswer<Long>> switchOff(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String force) {
        boolean forced = QueryParameters.flag("force", force, false);
        return answer(registry.switchOff(caller, idOf(id), forced));
    }

    @GetMapping(HierarchyRegistry.PATH)
    @Reads
    HierarchyAnswer one(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String id,
            @RequestParam(required = false) @Nullable String code) {
        String wantedId = QueryParameters.text("id", id);
        String wantedCode = QueryParameters.text("code", code);
        if (wantedId == null && wantedCode == null) {
            throw QueryParameters.refused("id");
        }
        Listing listing = registry.all(caller.orgId());
        Hierarchy found = listing.hierarchies().stream()
                .filter(hierarchy -> wantedId == null || wantedId.equals(Long.toString(hierarchy.id())))
                .filter(hierarchy -> wantedCode == null || wantedCode.equals(hierarchy.code()))
                .findFirst()
                .orElseThrow(() ->
                        RequestRefused.because(HIERARCHY_NOT_FOUND, Objects.requireNonNullElse(wantedCode, wantedId)));
        if (!found.active()) {
            throw RequestRefused.because(HIERARCHY_INACTIVE, found.code());
        }
        return HierarchyAnswer.alone(found, listing.zone());
    }

    @GetMapping(HierarchyRegistry.PATH + "/all")
    @Reads
    EntityAnswer<List<HierarchyAnswer>> all(@AuthenticationPrincipal Caller caller) {
        Listing listing = registry.all(caller.orgId());
        return new EntityAnswer<>(
                listing.hierarchies().stream()
                        .map(hierarchy -> HierarchyAnswer.listed(hierarchy, listing.zone()))
                        .toList(),
                List.of());
    }

    @GetMapping("/v2/fleet/permissions")
    @Reads
    DataAnswer<PermissionAnswer> permissions() {
        return new DataAnswer<>(
                Stream.of(PermissionCode.values())
                        .map(permission ->
                                new PermissionAnswer(permission.code(), permission.label(), "Loyalty", false, true))
                        .toList(),
                List.of(),
                List.of());
    }

    private static HierarchyDraft read(JsonNode body) {
        List<Problem> problems = new ArrayList<>();
        HierarchyDraft draft = HierarchyReader.read(body, Pointer.ROOT, Strangers.OVERLOOKED, problems);
        if (!problems.isEmpty()) {
            throw new RequestRefused(problems);
        }
        return draft;
    }

    private static long idOf(String text) {
        Long id = QueryParameters.id(text);
        if (id == null) {
            throw RequestRefused.because(HIERARCHY_NOT_FOUND, StorableText.printable(text));
        }
        return id;
    }

    private static ResponseEntity<EntityAnswer<Long>> answer(Written written) {
        return ResponseEntity.ok()
                .header(ChangeLog.ANSWER_HEADER, written.changeId().toString())
                .body(new EntityAnswer<>(written.id(), ProblemBody.listOf(written.warnings())));
    }
}
