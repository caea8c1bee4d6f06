package io.guildhall.console.web.organisations;

import io.guildhall.access.LastUses;
import io.guildhall.access.Operates;
import io.guildhall.org.OrganisationDocuments;
import io.guildhall.org.OrganisationDocuments.Options;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The list of organisations, and one with those who may log in: their last use, another secret, a lock.
@Controller
class OrganisationsController {
    static final String ALL = "/console/organisations";
    static final String ONE = ALL + "/{code}";

    private final OrganisationDocuments documents;
    private final LastUses uses;

    OrganisationsController(OrganisationDocuments documents, LastUses uses) {
        this.documents = documents;
        this.uses = uses;
    }

    @Operates
    @GetMapping(ALL)
    String organisations(Model model) {
        model.addAttribute("organisations", documents.all());
        return "organisations/organisations";
    }

    /// @param applied how many changes have just been made
    @Operates
    @GetMapping(ONE)
    String organisation(
            @PathVariable String code, @RequestParam(required = false) @Nullable Integer applied, Model model) {
        model.addAttribute("applied", applied);
        return show(code, model);
    }

    private String show(String code, Model model) {
        ObjectNode document = documents.stored(code).document();
        List<String> names = Stream.of(LoginRow.Kind.values())
                .flatMap(kind -> kind.names(document))
                .toList();
        Map<String, Instant> used = uses.ofOrganisation(code, names);
        model.addAttribute("code", code);
        model.addAttribute("name", document.path("name").asString(""));
        model.addAttribute("document", document);
        model.addAttribute(
                "logins",
                Stream.of(LoginRow.Kind.values())
                        .flatMap(kind -> LoginRow.of(kind, document, used))
                        .toList());
        return "organisations/organisation";
    }

    /// Gives a till or client another secret, which this answer shows and nothing ever again. The former one is void at
    /// once.
    @Operates
    @PostMapping(ONE + "/secret")
    String replaceSecret(
            @PathVariable String code, @RequestParam LoginRow.Kind kind, @RequestParam String name, Model model) {
        String secret = FreshSecret.text();
        if (change(code, kind, name, "secret", secret)) {
            model.addAttribute("secretOf", name);
            model.addAttribute("secret", secret);
        }
        return show(code, model);
    }

    /// Lets a till or client in no more, or again.
    @Operates
    @PostMapping(ONE + "/active")
    String lock(
            @PathVariable String code,
            @RequestParam LoginRow.Kind kind,
            @RequestParam String name,
            @RequestParam boolean active) {
        change(code, kind, name, "active", active);
        return "redirect:" + ALL + "/" + code;
    }

    /// A document that says one thing about one login; everything else stays.
    ///
    /// @return whether there is such a login
    private boolean change(String code, LoginRow.Kind kind, String name, String member, Object value) {
        Optional<String> known =
                kind.names(documents.document(code)).filter(name::equals).findFirst();
        known.ifPresent(login -> {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            ObjectNode changed = document.putArray(kind.list()).addObject().put(kind.key(), login);
            if (value instanceof Boolean flag) {
                changed.put(member, flag);
            } else {
                changed.put(member, value.toString());
            }
            documents.apply(code, document, new Options(false, false));
        });
        return known.isPresent();
    }
}
