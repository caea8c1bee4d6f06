package io.guildhall.person.web;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;
import static io.guildhall.error.ErrorCode.MANDATORY_FIELD_MISSING;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.access.Writes;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.error.ProblemBody;
import io.guildhall.error.RequestRefused;
import io.guildhall.person.Address;
import io.guildhall.person.StatusChanges;
import io.guildhall.person.StatusChanges.Wish;
import io.guildhall.person.StatusHistory;
import io.guildhall.person.Written;
import io.guildhall.person.web.WriteRequests.Received;
import io.guildhall.wire.JsonMembers;
import io.guildhall.wire.Timestamps;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// The status of one person: giving another one, and which there were (`spec/domain.md` §5).
@RestController
class StatusController {
    private static final String PATH = PersonPaths.LOOKUP + "/status";

    private final StatusChanges changes;
    private final StatusHistory history;
    private final WriteRequests requests;
    private final JsonMapper json;

    StatusController(StatusChanges changes, StatusHistory history, WriteRequests requests, JsonMapper json) {
        this.changes = changes;
        this.history = history;
        this.requests = requests;
        this.json = json;
    }

    record Log(List<Entry> data, List<ProblemBody> warnings, List<ProblemBody> errors) {}

    /// @param createdBy id of the till
    /// @param createdByUser code of the till; empty when it is gone
    /// @param isActive whether the person has this status now
    @JsonPropertyOrder({"label", "prevLabel", "status", "reason", "createdBy", "createdByUser", "createdOn", "isActive"
    })
    record Entry(
            String label,
            @Nullable String prevLabel,
            String status,
            @Nullable String reason,
            long createdBy,
            String createdByUser,
            String createdOn,
            boolean isActive) {}

    @Writes
    @PutMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    void change(
            @AuthenticationPrincipal Caller caller,
            @RequestParam Map<String, String> query,
            @RequestParam(required = false) @Nullable String dryRun,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Address address = PersonPaths.looked(query);
        Received received = requests.receive(caller, request, PATH, dryRun);
        Wish wish = read(received.body());
        requests.answer(
                response,
                received,
                changes.change(received.call(), address, wish, requests.rendering(StatusController::answer)),
                StatusController::answer);
    }

    @Reads
    @GetMapping(PersonPaths.ONE + "/statusLog")
    Log log(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        StatusHistory.Past past = history.of(caller.orgId(), PersonPaths.number(id));
        List<Entry> entries = new ArrayList<>(past.entries().size());
        past.entries()
                .forEach(entry -> entries.add(new Entry(
                        entry.label(),
                        entry.prevLabel(),
                        entry.status(),
                        entry.reason(),
                        entry.createdBy(),
                        past.tillCode(entry.createdBy()),
                        Timestamps.exact(entry.at(), past.zone()),
                        entries.size() == past.current())));
        return new Log(entries, ProblemBody.listOf(past.warnings()), List.of());
    }

    private Wish read(byte[] body) {
        List<Problem> problems = new ArrayList<>(0);
        JsonMembers members = JsonMembers.of(json.readTree(body), Pointer.ROOT, problems);
        String label = mandatory(members, "label", problems);
        String reason = mandatory(members, "reason", problems);
        Instant since = since(members, problems);
        if (!problems.isEmpty()) {
            throw new RequestRefused(problems);
        }
        return new Wish(label, reason, since);
    }

    private static String mandatory(JsonMembers members, String name, List<Problem> problems) {
        int before = problems.size();
        String text = members.text(name);
        if (text == null || text.isEmpty()) {
            if (problems.size() == before) {
                problems.add(Problem.of(MANDATORY_FIELD_MISSING, members.at().child(name), name));
            }
            return "";
        }
        return text;
    }

    private static @Nullable Instant since(JsonMembers members, List<Problem> problems) {
        String text = members.text("createdOn");
        if (text == null || text.isEmpty()) {
            return null;
        }
        Instant since = Timestamps.parse(text).orElse(null);
        if (since == null) {
            problems.add(
                    Problem.of(BAD_REQUEST, members.at().child("createdOn"), "an instant with offset is expected"));
        }
        return since;
    }

    private static void answer(JsonGenerator json, Written written) {
        json.writeName("warnings");
        PersonAnswer.problems(json, written.warnings());
        json.writeName("errors");
        PersonAnswer.problems(json, List.of());
    }
}
