package io.guildhall.imports.web;

import static io.guildhall.error.ErrorCode.IMPORT_ENCODING;
import static io.guildhall.error.ErrorCode.UNSUPPORTED_MEDIA_TYPE;

import io.guildhall.access.Caller;
import io.guildhall.access.Writes;
import io.guildhall.association.domain.Atomicity;
import io.guildhall.association.domain.Operation;
import io.guildhall.error.RequestRefused;
import io.guildhall.imports.ImportDesk;
import io.guildhall.imports.Upload;
import io.guildhall.imports.domain.FileFormat;
import io.guildhall.imports.domain.ImportOptions;
import io.guildhall.wire.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `POST /v2/imports`: a file as the body, read while it arrives.
@RestController
class UploadController {
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Upload upload;
    private final ImportDesk desk;

    UploadController(Upload upload, ImportDesk desk) {
        this.upload = upload;
        this.desk = desk;
    }

    /// What becomes of a person who is registered already and sent without a place.
    private enum OnExisting {
        FAIL,
        UPDATE
    }

    @Writes
    @PostMapping(
            path = ImportPaths.ALL,
            consumes = {NDJSON, CSV, XLSX},
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ImportAnswer> create(
            @AuthenticationPrincipal Caller caller,
            @RequestParam Map<String, String> query,
            @RequestParam(required = false) @Nullable String dryRun,
            HttpServletRequest request)
            throws IOException {
        refuseEncoded(request);
        UUID id = upload.receive(caller, request(query, dryRun, request), request.getInputStream());
        return ResponseEntity.accepted()
                .location(URI.create(ImportPaths.ALL + "/" + id))
                .body(ImportAnswer.of(desk.read(caller.orgId(), id, true)));
    }

    private static void refuseEncoded(HttpServletRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw RequestRefused.because(UNSUPPORTED_MEDIA_TYPE);
        }
        String charset = MediaType.parseMediaType(request.getContentType()).getParameter("charset");
        if (charset != null && !charset.equalsIgnoreCase("utf-8") && !charset.equalsIgnoreCase("us-ascii")) {
            throw RequestRefused.because(IMPORT_ENCODING, "its Content-Type says " + charset);
        }
    }

    private static FileFormat format(HttpServletRequest request) {
        MediaType type = MediaType.parseMediaType(request.getContentType());
        for (FileFormat format : FileFormat.values()) {
            if (type.isCompatibleWith(MediaType.parseMediaType(format.mediaType()))) {
                return format;
            }
        }
        throw RequestRefused.because(UNSUPPORTED_MEDIA_TYPE);
    }

    private static Upload.Request request(
            Map<String, String> query, @Nullable String dryRun, HttpServletRequest request) {
        Atomicity atomicity = QueryParameters.oneOf("atomicity", query.get("atomicity"), Atomicity.ITEM);
        if (atomicity == Atomicity.BATCH) {
            throw QueryParameters.refused("atomicity");
        }
        ImportOptions options = new ImportOptions(
                QueryParameters.oneOf("operation", query.get("operation"), Operation.ASSOCIATE),
                atomicity,
                QueryParameters.flag("dryRun", dryRun, false),
                QueryParameters.flag("strict", query.get("strict"), false),
                QueryParameters.oneOf("onExisting", query.get("onExisting"), OnExisting.FAIL) == OnExisting.UPDATE,
                QueryParameters.flag("mlp_single_enroll", query.get("mlp_single_enroll"), false),
                QueryParameters.text("source", query.get("source")),
                QueryParameters.text("accountId", query.get("accountId")));
        String repairs = QueryParameters.text("repairs", query.get("repairs"));
        return new Upload.Request(
                format(request),
                request.getContentLengthLong() < 0 ? null : request.getContentLengthLong(),
                options,
                mapping(QueryParameters.text("mapping", query.get("mapping"))),
                repairs == null ? null : ImportPaths.id(repairs),
                QueryParameters.text("fileName", query.get("fileName")));
    }

    /// `name in the file=column`, several with commas.
    private static Map<String, String> mapping(@Nullable String sent) {
        Map<String, String> mapping = new LinkedHashMap<>();
        if (sent != null) {
            for (String pair : sent.split(",")) {
                int middle = pair.indexOf('=');
                if (middle <= 0
                        || mapping.put(
                                        pair.substring(0, middle).strip(),
                                        pair.substring(middle + 1).strip())
                                != null) {
                    throw QueryParameters.refused("mapping");
                }
            }
        }
        return mapping;
    }
}
