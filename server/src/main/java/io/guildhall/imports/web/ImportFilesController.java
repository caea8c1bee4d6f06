package io.guildhall.imports.web;

import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.imports.ErrorFiles;
import io.guildhall.imports.ErrorFiles.ErrorFile;
import io.guildhall.imports.Templates;
import io.guildhall.imports.domain.FileFormat;
import io.guildhall.wire.QueryParameters;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Files that imports give: templates, and failed rows.
@RestController
class ImportFilesController {
    private static final int BUFFER = 1 << 16;

    private final ErrorFiles errors;
    private final Templates templates;

    ImportFilesController(ErrorFiles errors, Templates templates) {
        this.errors = errors;
        this.templates = templates;
    }

    @Reads
    @GetMapping(ImportPaths.ALL + "/template")
    void template(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String format,
            HttpServletResponse response)
            throws IOException {
        FileFormat chosen = QueryParameters.oneOf("format", format, FileFormat.CSV);
        try (OutputStream out = open(response, chosen, "import-template")) {
            templates.write(caller.orgId(), chosen, out);
        }
    }

    @Reads
    @GetMapping(ImportPaths.ONE + "/errors")
    void errors(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String format,
            HttpServletResponse response)
            throws IOException {
        UUID importId = ImportPaths.id(id);
        ErrorFile file = errors.of(caller.orgId(), importId);
        FileFormat chosen = QueryParameters.oneOf("format", format, file.format());
        try (OutputStream out = open(response, chosen, "errors-" + importId)) {
            file.write(chosen, out);
        }
    }

    private static OutputStream open(HttpServletResponse response, FileFormat format, String name) throws IOException {
        response.setContentType(format.mediaType());
        if (format != FileFormat.XLSX) {
            response.setCharacterEncoding("UTF-8");
        }
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "." + format.wireName() + "\"");
        return new BufferedOutputStream(response.getOutputStream(), BUFFER);
    }
}
