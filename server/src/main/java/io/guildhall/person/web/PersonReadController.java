package io.guildhall.person.web;

import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.error.ProblemBody;
import io.guildhall.person.Address;
import io.guildhall.person.Embed;
import io.guildhall.person.PersonDirectory;
import io.guildhall.person.PersonDirectory.Details;
import io.guildhall.wire.QueryParameters;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// Finding and looking at one person (`spec/domain.md` §5).
@RestController
class PersonReadController {
    private final PersonDirectory directory;
    private final Clock clock;
    private final JsonMapper json;

    PersonReadController(PersonDirectory directory, Clock clock, JsonMapper json) {
        this.directory = directory;
        this.clock = clock;
        this.json = json;
    }

    /// @param entity the person's id
    record Found(long entity, List<ProblemBody> warnings) {}

    @Reads
    @GetMapping(PersonPaths.LOOKUP)
    Found lookup(@AuthenticationPrincipal Caller caller, @RequestParam Map<String, String> query) {
        return new Found(directory.find(caller.orgId(), PersonPaths.looked(query)), List.of());
    }

    @Reads
    @GetMapping(PersonPaths.ONE)
    void one(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam Map<String, String> query,
            HttpServletResponse response)
            throws IOException {
        details(caller, PersonPaths.numbered(id, query), query, response);
    }

    @Reads
    @GetMapping(PersonPaths.LOOKUP + "/customerDetails")
    void lookedUp(
            @AuthenticationPrincipal Caller caller,
            @RequestParam Map<String, String> query,
            HttpServletResponse response)
            throws IOException {
        details(caller, PersonPaths.looked(query), query, response);
    }

    private void details(Caller caller, Address address, Map<String, String> query, HttpServletResponse response)
            throws IOException {
        Set<Embed> embed = embed(query.get("embed"));
        Instant at = QueryParameters.notAhead("asOf", query.get("asOf"), clock.instant());
        Details details = directory.details(caller.orgId(), address, embed, at);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        try (JsonGenerator generator = json.createGenerator(response.getOutputStream())) {
            new DetailsWriter(generator, details).write();
        }
    }

    /// A list with commas; blanks around and between them do no harm, unknown names are refused with 1686.
    static Set<Embed> embed(@Nullable String sent) {
        Set<Embed> asked = EnumSet.noneOf(Embed.class);
        String text = QueryParameters.text("embed", sent);
        if (text != null) {
            for (String name : text.split(",")) {
                if (!name.isBlank()) {
                    asked.add(Embed.named(name.strip()).orElseThrow(() -> QueryParameters.refused("embed")));
                }
            }
        }
        return asked;
    }
}
