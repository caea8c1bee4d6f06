package io.guildhall.console.web.organisations;

import static io.guildhall.error.ErrorCode.MANDATORY_FIELD_MISSING;

import io.guildhall.access.Operates;
import io.guildhall.error.Pointer;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.AppliedDocument;
import io.guildhall.org.DocumentText;
import io.guildhall.org.OrganisationDocuments;
import io.guildhall.org.OrganisationDocuments.Options;
import io.guildhall.org.OrganisationDocuments.Stored;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The document of an organisation in an editor: checked as one types, shown as differences, then applied, unless
/// somebody else has changed it since it was opened. A new organisation begins with a document to fill in.
@Controller
class DocumentController {
    private static final String NEW = OrganisationsController.ALL + "/new";
    private static final String EDIT = OrganisationsController.ONE + "/document";
    private static final String EDITOR = "organisations/editor";
    /// Characters; a form carries little more. Longer documents go by the command line.
    private static final int LONGEST = 300_000;

    private static final int SERVER_ERROR = 500;

    private final OrganisationDocuments documents;

    DocumentController(OrganisationDocuments documents) {
        this.documents = documents;
    }

    /// What the form holds.
    ///
    /// @param seen the version it was opened with, 0 for a new organisation
    /// @param prune whether what the text does not name goes
    private record Typed(String text, long seen, boolean prune) {}

    @Operates
    @GetMapping(NEW)
    String blank(Model model) {
        return editor(null, StarterDocument.text(), 0, false, model);
    }

    @Operates
    @GetMapping(EDIT)
    String stored(@PathVariable String code, Model model) {
        Stored stored = documents.stored(code);
        return editor(code, DocumentPrint.text(stored.document()), stored.version(), false, model);
    }

    /// What is wrong with the text, and how much it would change.
    @Operates
    @PostMapping({NEW + "/check", EDIT + "/check"})
    String check(
            @PathVariable(required = false) @Nullable String code,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "0") long seen,
            @RequestParam(defaultValue = "false") boolean prune,
            Model model) {
        judge(code, new Typed(text, seen, prune), model);
        return "organisations/parts :: judgement";
    }

    /// @param button review, edit or apply
    @Operates
    @PostMapping({NEW, EDIT})
    String press(
            @PathVariable(required = false) @Nullable String code,
            @RequestParam(name = "do", defaultValue = "review") String button,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "0") long seen,
            @RequestParam(defaultValue = "false") boolean prune,
            Model model) {
        Typed typed = new Typed(text, seen, prune);
        editor(code, typed.text(), typed.seen(), typed.prune(), model);
        boolean isApplicable = judge(code, typed, model);
        if (button.equals("edit")
                || !isApplicable
                || !(DocumentText.of(text) instanceof DocumentText.Readable readable)) {
            return EDITOR;
        }
        return button.equals("apply") ? apply(target(code, readable), typed, readable, model) : "organisations/review";
    }

    private String apply(String target, Typed typed, DocumentText.Readable readable, Model model) {
        try {
            AppliedDocument applied =
                    documents.apply(target, readable.document(), new Options(false, typed.prune(), typed.seen()));
            return "redirect:" + OrganisationsController.ALL + "/" + target + "?applied="
                    + applied.changes().size();
        } catch (RequestRefused refused) {
            show(refused, readable, model);
            return EDITOR;
        }
    }

    /// The organisation that the document is about.
    private static String target(@Nullable String code, DocumentText.Readable readable) {
        String named = code == null ? readable.document().path("code").asString("") : code;
        if (named.isBlank()) {
            throw RequestRefused.at(MANDATORY_FIELD_MISSING, Pointer.ROOT.child("code"), "code");
        }
        return named;
    }

    private String editor(@Nullable String code, String text, long seen, boolean prune, Model model) {
        model.addAttribute("code", code);
        model.addAttribute("action", code == null ? NEW : OrganisationsController.ALL + "/" + code + "/document");
        model.addAttribute("text", text);
        model.addAttribute("seen", seen);
        model.addAttribute("prune", prune);
        model.addAttribute("longest", LONGEST);
        model.addAttribute("tooLong", text.length() > LONGEST);
        return EDITOR;
    }

    /// Tries the text out and tells what would come of it.
    ///
    /// @return whether it may be applied
    private boolean judge(@Nullable String code, Typed typed, Model model) {
        return switch (DocumentText.of(typed.text())) {
            case DocumentText.Unreadable unreadable -> {
                model.addAttribute("judgement", Judgement.of(unreadable));
                yield false;
            }
            case DocumentText.Readable readable -> judge(code, typed, readable, model);
        };
    }

    private boolean judge(@Nullable String code, Typed typed, DocumentText.Readable readable, Model model) {
        try {
            String target = target(code, readable);
            ObjectNode before = code == null ? JsonNodeFactory.instance.objectNode() : documents.document(target);
            AppliedDocument tried =
                    documents.apply(target, readable.document(), new Options(true, typed.prune(), typed.seen()));
            List<Differences.Group> groups = Differences.between(before, tried.org(), tried.changedPaths());
            List<String> kept = typed.prune() ? List.of() : Differences.leftOut(before, readable.document());
            model.addAttribute("judgement", new Judgement(List.of(), groups, kept));
            return true;
        } catch (RequestRefused refused) {
            show(refused, readable, model);
            return false;
        }
    }

    private static void show(RequestRefused refused, DocumentText.Readable readable, Model model) {
        if (refused.status() >= SERVER_ERROR) {
            throw refused;
        }
        model.addAttribute("judgement", Judgement.of(refused.problems(), readable));
    }
}
