package io.guildhall.org.web;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;
import static io.guildhall.error.ErrorCode.QUERY_PARAMETER_INVALID;

import io.guildhall.access.Operates;
import io.guildhall.error.ProblemBody;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.AppliedDocument;
import io.guildhall.org.DocumentText;
import io.guildhall.org.OrganisationDocuments;
import io.guildhall.org.OrganisationDocuments.Options;
import io.guildhall.org.domain.document.Change;
import io.guildhall.org.store.Organisations;
import io.guildhall.wire.RequestBodies;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Organisations as the operator sets them up (`spec/org.md`).
@RestController
@RequestMapping(path = "/admin/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class OrganisationController {
    private static final Set<String> PARAMETERS = Set.of("dryRun", "prune");

    private final OrganisationDocuments documents;
    private final RequestBodies bodies;

    OrganisationController(OrganisationDocuments documents, RequestBodies bodies) {
        this.documents = documents;
        this.bodies = bodies;
    }

    record ListBody(List<Organisations.Listed> data) {}

    record ChangeBody(String path, String action) {
        static ChangeBody of(Change change) {
            return new ChangeBody(change.path(), change.action().name().toLowerCase(Locale.ROOT));
        }
    }

    record AppliedBody(ObjectNode org, List<ChangeBody> changes, List<ProblemBody> warnings) {
        static AppliedBody of(AppliedDocument applied) {
            return new AppliedBody(
                    applied.org(),
                    applied.changes().stream().map(ChangeBody::of).toList(),
                    List.of());
        }
    }

    @Operates
    @GetMapping("/orgs")
    ListBody list() {
        return new ListBody(documents.all());
    }

    @Operates
    @GetMapping("/orgs/{code}")
    ObjectNode read(@PathVariable String code) {
        return documents.document(code);
    }

    @Operates
    @PutMapping(path = "/orgs/{code}", consumes = MediaType.APPLICATION_JSON_VALUE)
    AppliedBody apply(
            @PathVariable String code, @RequestParam MultiValueMap<String, String> query, HttpServletRequest request)
            throws IOException {
        Options options = options(query);
        JsonNode sent = DocumentText.tree(bodies.read(request));
        if (!(sent instanceof ObjectNode document)) {
            throw RequestRefused.because(BAD_REQUEST, "the body is not an object");
        }
        return AppliedBody.of(documents.apply(code, document, options));
    }

    @Operates
    @GetMapping("/schema/org.json")
    Resource schema() {
        return new ClassPathResource("schema/org.json");
    }

    /// A mistyped `dryRun` must not write.
    private static Options options(MultiValueMap<String, String> query) {
        query.keySet().stream()
                .filter(name -> !PARAMETERS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw RequestRefused.because(QUERY_PARAMETER_INVALID, name);
                });
        return new Options(flag(query, "dryRun"), flag(query, "prune"));
    }

    private static boolean flag(MultiValueMap<String, String> query, String name) {
        List<String> values = query.getOrDefault(name, List.of("false"));
        return switch (values.size() == 1 ? values.getFirst() : "") {
            case "true" -> true;
            case "false" -> false;
            default -> throw RequestRefused.because(QUERY_PARAMETER_INVALID, name);
        };
    }
}
