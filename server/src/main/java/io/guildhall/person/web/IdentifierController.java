package io.guildhall.person.web;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;
import static io.guildhall.error.ErrorCode.LIST_TOO_LONG;

import io.guildhall.access.Caller;
import io.guildhall.access.Writes;
import io.guildhall.customer.wire.PersonReader;
import io.guildhall.customer.wire.WirePerson.WireIdentifier;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.error.RequestRefused;
import io.guildhall.person.Address;
import io.guildhall.person.IdentifierChanges;
import io.guildhall.person.IdentifierChanges.Sent;
import io.guildhall.person.web.WriteRequests.Received;
import io.guildhall.wire.JsonCursor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// Exchanging identifiers, cards among them (`spec/domain.md` §5, changeIdentifier).
@RestController
class IdentifierController {
    /// As many as a profile may bring at registration.
    private static final int MOST_IDENTIFIERS = 50;

    private final IdentifierChanges changes;
    private final WriteRequests requests;
    private final JsonMapper json;

    IdentifierController(IdentifierChanges changes, WriteRequests requests, JsonMapper json) {
        this.changes = changes;
        this.requests = requests;
        this.json = json;
    }

    @Writes
    @PostMapping(path = PersonPaths.ONE + "/changeIdentifier", consumes = MediaType.APPLICATION_JSON_VALUE)
    void change(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam Map<String, String> query,
            @RequestParam(required = false) @Nullable String dryRun,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Address address = PersonPaths.numbered(id, query);
        Received received = requests.receive(caller, request, PersonPaths.of(id) + "/changeIdentifier", dryRun);
        Sent sent = read(received.body());
        requests.answer(
                response,
                received,
                changes.change(received.call(), address, sent, requests.rendering(WriteRequests::createdId)),
                WriteRequests::createdId);
    }

    private Sent read(byte[] body) {
        try (JsonParser parser = json.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw RequestRefused.because(BAD_REQUEST, "an object is expected");
            }
            JsonCursor cursor = new JsonCursor(parser);
            Sent sent = members(cursor);
            if (parser.nextToken() != null) {
                throw RequestRefused.because(BAD_REQUEST, "something follows the object");
            }
            List<Problem> problems = cursor.takeProblems();
            if (!problems.isEmpty()) {
                throw new RequestRefused(problems);
            }
            refuseLong(sent.add(), "add");
            refuseLong(sent.remove(), "remove");
            return sent;
        }
    }

    private static Sent members(JsonCursor cursor) {
        PersonReader reader = new PersonReader(cursor, Pointer.ROOT);
        List<WireIdentifier> add = List.of();
        List<WireIdentifier> remove = List.of();
        for (String name = cursor.nextMember(); name != null; name = cursor.nextMember()) {
            switch (name) {
                case "add" -> add = reader.identifiers(Pointer.ROOT.child(name));
                case "remove" -> remove = reader.identifiers(Pointer.ROOT.child(name));
                default -> cursor.skip();
            }
        }
        return new Sent(add, remove);
    }

    private static void refuseLong(List<WireIdentifier> identifiers, String member) {
        if (identifiers.size() > MOST_IDENTIFIERS) {
            throw RequestRefused.at(
                    LIST_TOO_LONG, Pointer.ROOT.child(member), Integer.toString(MOST_IDENTIFIERS), "identifiers");
        }
    }
}
