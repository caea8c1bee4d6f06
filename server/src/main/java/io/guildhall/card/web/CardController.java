package io.guildhall.card.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.access.Writes;
import io.guildhall.card.CardDirectory;
import io.guildhall.card.CardDirectory.Key;
import io.guildhall.card.CardDirectory.Log;
import io.guildhall.card.CardForm;
import io.guildhall.card.CardRegistry;
import io.guildhall.card.CardRegistry.GenerationDraft;
import io.guildhall.card.CardRegistry.Updated;
import io.guildhall.card.SeriesRegistry.Written;
import io.guildhall.card.store.CardLog.Logged;
import io.guildhall.card.web.CardAnswers.BatchAnswer;
import io.guildhall.card.web.CardAnswers.BatchItem;
import io.guildhall.card.web.CardAnswers.CardAnswer;
import io.guildhall.card.web.CardAnswers.DataAnswer;
import io.guildhall.card.web.CardAnswers.EntityAnswer;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.error.ProblemBody;
import io.guildhall.limit.BulkCalls;
import io.guildhall.wire.Timestamps;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Single cards, many cards, and cards made ahead (`spec/domain.md` §6).
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE) // asked for anything else, nothing is written
class CardController {
    private final CardRegistry registry;
    private final CardDirectory directory;
    private final BulkCalls turns;

    CardController(CardRegistry registry, CardDirectory directory, BulkCalls turns) {
        this.registry = registry;
        this.directory = directory;
        this.turns = turns;
    }

    /// A change of a card's label (`spec/domain.md` §5, Status).
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"label", "prevLabel", "status", "reason", "createdBy", "createdOn"})
    record StatusEntry(
            String label,
            @Nullable String prevLabel,
            String status,
            @Nullable String reason,
            @Nullable String createdBy,
            String createdOn) {

        static StatusEntry of(Logged logged, ZoneId zone) {
            return new StatusEntry(
                    logged.label(),
                    logged.labelBefore(),
                    logged.status(),
                    logged.reason(),
                    logged.till(),
                    Timestamps.of(logged.at(), zone));
        }
    }

    @PostMapping(CardRegistry.PATH)
    @Writes
    ResponseEntity<EntityAnswer<Long>> create(@AuthenticationPrincipal Caller caller, @RequestBody JsonNode body) {
        Written<CardForm> written = registry.create(caller, CardReader.card(body, Pointer.ROOT));
        return CardAnswers.written(
                written, new EntityAnswer<>(written.what().cardId(), ProblemBody.listOf(written.warnings())));
    }

    @PutMapping(CardRegistry.PATH)
    @Writes
    ResponseEntity<CardAnswer> update(@AuthenticationPrincipal Caller caller, @RequestBody JsonNode body) {
        Written<CardForm> written = registry.update(caller, CardReader.card(body, Pointer.ROOT));
        return CardAnswers.written(written, new CardAnswer(written.what(), ProblemBody.listOf(written.warnings())));
    }

    @PutMapping(CardRegistry.BULK_PATH)
    @Writes
    ResponseEntity<BatchAnswer> updateAll(@AuthenticationPrincipal Caller caller, @RequestBody JsonNode body) {
        Written<List<Updated>> written;
        try (var _ = turns.work(caller.orgId())) {
            written = registry.updateAll(caller, CardReader.cards(body));
        }
        List<BatchItem> items = written.what().stream().map(BatchItem::of).toList();
        long failures = items.stream().filter(item -> !item.errors().isEmpty()).count();
        return CardAnswers.written(written, new BatchAnswer(items, items.size(), failures));
    }

    @GetMapping(CardRegistry.PATH)
    @Reads
    CardAnswer one(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @Nullable String externalId) {
        return new CardAnswer(directory.one(caller.orgId(), Key.of(number, externalId)), List.of());
    }

    @GetMapping(CardRegistry.PATH + "/statusLog")
    @Reads
    DataAnswer<StatusEntry> statusLog(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @Nullable String externalId) {
        Log<Logged> log = directory.statusLog(caller.orgId(), Key.of(number, externalId));
        return DataAnswer.of(log.entries().stream()
                .map(logged -> StatusEntry.of(logged, log.zone()))
                .toList());
    }

    @PostMapping(CardRegistry.GENERATE_PATH)
    @Writes
    ResponseEntity<EntityAnswer<List<String>>> generate(
            @AuthenticationPrincipal Caller caller, @RequestBody JsonNode body) {
        List<Problem> unreadable = new ArrayList<>();
        GenerationDraft draft = CardReader.generation(body, unreadable);
        Written<List<String>> written;
        try (var _ = turns.work(caller.orgId())) {
            written = registry.generate(caller, draft, unreadable);
        }
        return CardAnswers.written(written, new EntityAnswer<>(written.what(), ProblemBody.listOf(written.warnings())));
    }
}
