package io.guildhall.console.web.associate;

import io.guildhall.access.Caller;
import io.guildhall.access.Writes;
import io.guildhall.console.web.CurrentSetups;
import io.guildhall.error.RequestRefused;
import io.guildhall.imports.FileRecognition;
import io.guildhall.imports.FileRecognition.Recognised;
import io.guildhall.imports.ImportDesk;
import io.guildhall.imports.Templates;
import io.guildhall.imports.Upload;
import io.guildhall.imports.domain.FileFormat;
import io.guildhall.org.domain.Source;
import io.guildhall.wire.FileForm;
import io.guildhall.wire.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where text is pasted and files are dropped. Each becomes an import that is a dry run; its page goes on from there.
@Controller
class AssociateController {
    static final String PATH = "/console/associate";
    private static final String FORM = "associate/form";
    /// What is short is done by then, and its page need not say that it is not.
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private final Upload upload;
    private final FileRecognition recognition;
    private final ImportDesk desk;
    private final Templates templates;
    private final CurrentSetups setups;

    AssociateController(
            Upload upload, FileRecognition recognition, ImportDesk desk, Templates templates, CurrentSetups setups) {
        this.upload = upload;
        this.recognition = recognition;
        this.desk = desk;
        this.templates = templates;
        this.setups = setups;
    }

    /// @param repairs an import whose failed rows are to be sent again
    @Writes
    @GetMapping(PATH)
    String form(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable UUID repairs,
            Model model) {
        show(caller, Asked.nothing(repairs), Refusal.NONE, model);
        return FORM;
    }

    /// A form may bring a file of any length: it is read as it comes.
    @Writes
    @PostMapping(PATH)
    @Nullable
    String take(
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model)
            throws IOException, InterruptedException {
        boolean isPart = request.getHeader("HX-Request") != null;
        SentForm sent = SentForm.read(FileForm.of(request));
        Refusal refusal;
        int status;
        try {
            String advice = advice(sent);
            if (advice.isEmpty()) {
                return seen(caller, receive(caller, sent), isPart, response);
            }
            refusal = Refusal.of(advice);
            status = HttpServletResponse.SC_BAD_REQUEST;
        } catch (RequestRefused refused) {
            refusal = Refusal.of(refused, sent.columns());
            status = refused.status();
        }
        sent.readToEnd();
        show(caller, Asked.of(sent.options(), sent.text(), sent.repairs()), refusal, model);
        if (isPart) {
            return FORM + " :: refusal"; // what was chosen and written stays as it is
        }
        response.setStatus(status);
        return FORM;
    }

    /// The word for what is wrong with the form itself, else an empty text.
    private static String advice(SentForm sent) {
        if (sent.isTextTooLong()) {
            return "long";
        }
        if (sent.hasText() && sent.hasFile()) {
            return "both";
        }
        return sent.hasText() || sent.hasFile() ? "" : "nothing";
    }

    private UUID receive(Caller caller, SentForm sent) throws IOException {
        Recognised file = recognition.recognise(sent.content());
        Upload.Request request = new Upload.Request(
                file.format(), null, sent.options(), sent.columns(), sent.repairs(), sent.fileName());
        return upload.receive(caller, request, file.content());
    }

    private @Nullable String seen(Caller caller, UUID id, boolean isPart, HttpServletResponse response)
            throws InterruptedException {
        for (long waited = 0; waited < PATIENCE.toMillis(); waited += BETWEEN.toMillis()) {
            if (desk.read(caller.orgId(), id, false).job().state().isFinal()) {
                break;
            }
            Thread.sleep(BETWEEN);
        }
        if (isPart) {
            response.setHeader("HX-Redirect", PATH + "/" + id);
            return null;
        }
        return "redirect:" + PATH + "/" + id;
    }

    private void show(Caller caller, Asked asked, Refusal refusal, Model model) {
        model.addAttribute("asked", asked);
        model.addAttribute("refusal", refusal);
        model.addAttribute("sources", sources(caller.orgId()));
        model.addAttribute("columns", refusal.columns().isEmpty() ? null : templates.columns(caller.orgId()));
    }

    private List<String> sources(long orgId) {
        return setups.of(orgId).sources().values().stream()
                .map(Source::name)
                .sorted()
                .toList();
    }

    @Writes
    @GetMapping(PATH + "/template")
    void template(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String format,
            HttpServletResponse response)
            throws IOException {
        FileFormat chosen = QueryParameters.oneOf("format", format, FileFormat.CSV);
        response.setContentType(chosen.mediaType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"guildhall-template." + chosen.wireName() + "\"");
        try (OutputStream out = response.getOutputStream()) {
            templates.write(caller.orgId(), chosen, out);
        }
    }
}
