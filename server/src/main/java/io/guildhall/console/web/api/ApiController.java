package io.guildhall.console.web.api;

import io.guildhall.access.Caller;
import io.guildhall.access.PageTokens;
import io.guildhall.access.Visits;
import io.guildhall.docs.Contract;
import io.guildhall.docs.Contract.Call;
import io.guildhall.docs.ContractDocument;
import io.guildhall.docs.Shape;
import io.guildhall.error.ErrorCode;
import io.guildhall.error.RequestRefused;
import io.guildhall.wire.QueryParameters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/// The contract's calls, one by one, and a form to try each.
@Controller
class ApiController {
    private final ContractDocument document;
    private final Markdown markdown;
    private final PageTokens tokens;

    ApiController(ContractDocument document, Markdown markdown, PageTokens tokens) {
        this.document = document;
        this.markdown = markdown;
        this.tokens = tokens;
    }

    @ModelAttribute("markdown")
    Markdown markdown() {
        return markdown;
    }

    /// @param part set where a script asks for the calls alone
    @Visits
    @GetMapping("/console/api")
    String calls(
            Authentication login,
            @RequestParam(defaultValue = "") String q,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String part,
            Model model) {
        String sought = QueryParameters.text("q", q);
        Contract contract = document.contract();
        model.addAttribute("contract", contract);
        model.addAttribute("q", q.strip());
        model.addAttribute("calls", CallList.of(contract, caller(login) == null, sought == null ? "" : sought));
        return part == null ? "api/calls" : "api/calls :: calls";
    }

    @Visits
    @GetMapping("/console/api/calls/{id}")
    String call(Authentication login, @PathVariable String id, Model model) {
        Call call = document.contract().call(id).orElseThrow(() -> RequestRefused.because(ErrorCode.NOT_FOUND));
        model.addAttribute("call", call);
        model.addAttribute("form", CallForm.of(call));
        model.addAttribute("mayTry", CallList.isFor(call, caller(login) == null));
        return "api/call";
    }

    /// @param part set where a script puts the schema into a page
    @Visits
    @GetMapping("/console/api/schemas/{name}")
    String schema(
            @PathVariable String name,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String part,
            Model model) {
        Shape shape = document.contract().schema(name).orElseThrow(() -> RequestRefused.because(ErrorCode.NOT_FOUND));
        model.addAttribute("name", name);
        model.addAttribute("shape", shape);
        return part == null ? "api/schema" : "api/schema :: part";
    }

    record Token(String accessToken, long ttlSeconds) {
        @Override
        public String toString() {
            return "Token[***]";
        }
    }

    /// An access token for the page that asks, which keeps it to itself.
    @Visits
    @PostMapping(path = "/console/api/token", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Token token(Authentication login) {
        return new Token(tokens.issue(caller(login)), PageTokens.LIFE.toSeconds());
    }

    /// Null for the operator.
    private static @Nullable Caller caller(Authentication login) {
        return login.getPrincipal() instanceof Caller caller ? caller : null;
    }
}
