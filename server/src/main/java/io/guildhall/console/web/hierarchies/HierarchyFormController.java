package io.guildhall.console.web.hierarchies;

import io.guildhall.access.Caller;
import io.guildhall.access.Writes;
import io.guildhall.error.ErrorCode;
import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.hierarchy.HierarchyRegistry;
import io.guildhall.hierarchy.HierarchySimulation;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.PermissionCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The form of a hierarchy, for a new one and for one that is there. What the buttons do is told by `do`; what stands
/// beside the form while somebody types is asked for by a script, and shown by the button Check without one.
@Controller
class HierarchyFormController {
    private static final String NEW = HierarchiesController.ALL + "/new";
    private static final String EDIT = HierarchiesController.ONE + "/edit";
    private static final String FORM = "hierarchies/form";
    private static final int SERVER_ERROR = 500;
    private static final String SEEN = "seen";

    private final HierarchyRegistry registry;
    private final HierarchySimulation simulation;

    HierarchyFormController(HierarchyRegistry registry, HierarchySimulation simulation) {
        this.registry = registry;
        this.simulation = simulation;
    }

    @Writes
    @GetMapping(NEW)
    String blank(@AuthenticationPrincipal Caller caller, Model model) {
        return form(null, HierarchyEntry.BLANK, "", model);
    }

    @Writes
    @GetMapping(EDIT)
    String stored(@AuthenticationPrincipal Caller caller, @PathVariable long id, Model model) {
        Hierarchy hierarchy = find(caller, id);
        form(hierarchy, HierarchyEntry.of(hierarchy), mark(hierarchy), model);
        return verdict(caller, hierarchy, HierarchyEntry.of(hierarchy), List.of(), model);
    }

    @Writes
    @PostMapping(NEW)
    ModelAndView create(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(name = "do", defaultValue = "check") String button,
            @RequestParam MultiValueMap<String, String> sent,
            Model model) {
        return pressed(caller, null, button, sent, model);
    }

    @Writes
    @PostMapping(EDIT)
    ModelAndView change(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestParam(name = "do", defaultValue = "check") String button,
            @RequestParam MultiValueMap<String, String> sent,
            Model model) {
        return pressed(caller, find(caller, id), button, sent, model);
    }

    private ModelAndView pressed(
            Caller caller, @Nullable Hierarchy before, String button, MultiValueMap<String, String> sent, Model model) {
        HierarchyEntry entry = HierarchyEntry.of(sent);
        String seen = Objects.requireNonNullElse(sent.getFirst(SEEN), "");
        if (button.equals("add")) {
            model.addAttribute("focus", "/roles/" + entry.roles().size() + "/code");
            return new ModelAndView(form(before, entry.withAnotherRole(), seen, model));
        }
        if (button.startsWith("remove-")) {
            model.addAttribute("focus", "add");
            HierarchyEntry fewer = entry.withoutRole(index(button));
            form(before, fewer, seen, model);
            return new ModelAndView(verdict(caller, before, fewer, List.of(), model));
        }
        if (button.equals("save")) {
            return save(caller, before, entry, seen, model);
        }
        form(before, entry, seen, model);
        impact(caller, before, entry, model);
        return new ModelAndView(verdict(caller, before, entry, List.of(), model));
    }

    private static int index(String button) {
        String number = button.substring(button.indexOf('-') + 1);
        return number.matches("\\d{1,4}") ? Integer.parseInt(number) : -1;
    }

    private ModelAndView save(
            Caller caller, @Nullable Hierarchy before, HierarchyEntry entry, String seen, Model model) {
        HierarchyVerdict verdict = HierarchyVerdict.of(registry, simulation, caller.orgId(), before, entry, List.of());
        List<Problem> refused = List.of();
        if (verdict.isFine()) {
            try {
                long id = before == null
                        ? registry.create(caller, verdict.draft()).id()
                        : registry.replace(
                                        caller,
                                        before.id(),
                                        verdict.draft(),
                                        now -> mark(now).equals(seen))
                                .id();
                return new ModelAndView("redirect:" + HierarchiesController.ALL + "/" + id + "?saved");
            } catch (RequestRefused refusal) {
                if (refusal.status() >= SERVER_ERROR) {
                    throw refusal;
                }
                refused = refusal.problems();
                model.addAttribute("overtaken", refusal.isFor(ErrorCode.CONFLICT));
            }
        }
        form(before, entry, seen, model);
        impact(caller, before, entry, model);
        return new ModelAndView(verdict(caller, before, entry, refused, model));
    }

    /// What stands beside the form, and beside its fields, for what has been typed so far.
    @Writes
    @PostMapping({NEW + "/check", EDIT + "/check"})
    String check(
            @AuthenticationPrincipal Caller caller,
            @PathVariable(required = false) @Nullable Long id,
            @RequestParam MultiValueMap<String, String> sent,
            Model model) {
        Hierarchy before = id == null ? null : find(caller, id);
        HierarchyEntry entry = HierarchyEntry.of(sent);
        form(before, entry, "", model);
        verdict(caller, before, entry, List.of(), model);
        return "hierarchies/verdict :: answer";
    }

    /// Who would stand where the entry does not allow it.
    @Writes
    @PostMapping(EDIT + "/impact")
    String impact(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestParam MultiValueMap<String, String> sent,
            Model model) {
        impact(caller, find(caller, id), HierarchyEntry.of(sent), model);
        return "hierarchies/verdict :: impact";
    }

    private String form(@Nullable Hierarchy before, HierarchyEntry entry, String seen, Model model) {
        model.addAttribute("before", before);
        model.addAttribute("entry", entry);
        model.addAttribute(SEEN, seen);
        model.addAttribute("permissions", PermissionCode.values());
        model.addAttribute("action", before == null ? NEW : HierarchiesController.ALL + "/" + before.id() + "/edit");
        model.addAttribute("errors", FieldErrors.of(entry, List.of()));
        return FORM;
    }

    private String verdict(
            Caller caller, @Nullable Hierarchy before, HierarchyEntry entry, List<Problem> refused, Model model) {
        HierarchyVerdict verdict = HierarchyVerdict.of(registry, simulation, caller.orgId(), before, entry, refused);
        model.addAttribute("verdict", verdict);
        model.addAttribute("errors", verdict.errors());
        return FORM;
    }

    private void impact(Caller caller, @Nullable Hierarchy before, HierarchyEntry entry, Model model) {
        if (before != null) {
            model.addAttribute("breaks", HierarchyVerdict.breaks(simulation, caller.orgId(), before.id(), entry));
        }
    }

    private Hierarchy find(Caller caller, long id) {
        return HierarchiesController.find(registry.all(caller.orgId()), id);
    }

    /// Stands for exactly this state of a hierarchy.
    private static String mark(Hierarchy hierarchy) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(hierarchy.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
