package io.guildhall.imports.web;

import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.error.RequestRefused;
import io.guildhall.imports.ImportDesk;
import io.guildhall.imports.ImportDesk.Phase;
import io.guildhall.imports.ImportDesk.View;
import io.guildhall.imports.Listeners;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// `GET /v2/imports/{id}/events`: Server-Sent Events. An event tells how the import stands and not what has changed, so
/// whoever comes back late has missed nothing; its id says what it tells.
@RestController
class ImportEventsController {
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final int QUIET_UNTIL_HEARTBEAT = 15;

    private final ImportDesk desk;
    private final Listeners listeners;
    private final JsonMapper json;

    ImportEventsController(ImportDesk desk, Listeners listeners, JsonMapper json) {
        this.desk = desk;
        this.listeners = listeners;
        this.json = json;
    }

    @Reads
    @GetMapping(ImportPaths.ONE + "/events")
    void follow(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        UUID importId = ImportPaths.id(id);
        View view = desk.read(caller.orgId(), importId, false);
        try (Listeners.Place place = listeners.take()) {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding("UTF-8");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            follow(caller.orgId(), importId, view, last, place, response.getOutputStream());
        }
    }

    private void follow(
            long orgId, UUID importId, View first, @Nullable String last, Listeners.Place place, OutputStream out)
            throws IOException, InterruptedException {
        View view = first;
        String told = last;
        int quiet = 0;
        while (place.isOpen()) {
            String state = state(view);
            if (!state.equals(told)) {
                write(out, "progress", state, json.writeValueAsString(ImportAnswer.of(view)));
                told = state;
                quiet = 0;
            } else if (++quiet % QUIET_UNTIL_HEARTBEAT == 0) {
                out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
            if (view.job().state().isFinal()) {
                write(out, "end", state, "{}");
                return;
            }
            Thread.sleep(BETWEEN);
            try {
                view = desk.read(orgId, importId, false);
            } catch (RequestRefused gone) {
                return;
            }
        }
    }

    /// What an event tells, in a word.
    private static String state(View view) {
        String rows = view.job().state().shown() + "-" + view.job().total() + "-"
                + view.counts().sum();
        // once rows are decided, their number tells
        return view.phase() == null || view.phase() == Phase.WORKING
                ? rows
                : rows + "-" + view.phase() + "-" + view.phasePercent();
    }

    private static void write(OutputStream out, String event, String id, String data) throws IOException {
        String text = "id: " + id + "\nevent: " + event + "\ndata: " + data + "\n\n";
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
