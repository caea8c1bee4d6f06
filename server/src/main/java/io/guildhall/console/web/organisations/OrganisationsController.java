package io.guildhall.console.web.organisations;

import io.guildhall.access.Operates;
import io.guildhall.org.OrganisationDocuments;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// The list of organisations, and the document of one, secrets left out.
@Controller
class OrganisationsController {
    private final OrganisationDocuments documents;

    OrganisationsController(OrganisationDocuments documents) {
        this.documents = documents;
    }

    @Operates
    @GetMapping("/console/organisations")
    String organisations(Model model) {
        model.addAttribute("organisations", documents.all());
        return "organisations/organisations";
    }

    @Operates
    @GetMapping("/console/organisations/{code}")
    String organisation(@PathVariable String code, Model model) {
        model.addAttribute("code", code);
        model.addAttribute("document", documents.document(code).toPrettyString());
        return "organisations/organisation";
    }
}
