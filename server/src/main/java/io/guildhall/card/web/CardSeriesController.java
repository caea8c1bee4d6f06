package io.guildhall.card.web;

import static io.guildhall.error.ErrorCode.SERIES_UNKNOWN;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.access.Writes;
import io.guildhall.card.CardDirectory;
import io.guildhall.card.CardDirectory.Log;
import io.guildhall.card.CardRegistry;
import io.guildhall.card.LabelsForm;
import io.guildhall.card.SeriesForm;
import io.guildhall.card.SeriesRegistry;
import io.guildhall.card.SeriesRegistry.Written;
import io.guildhall.card.domain.SeriesDraft;
import io.guildhall.card.store.CardLog.Generation;
import io.guildhall.card.web.CardAnswers.DataAnswer;
import io.guildhall.card.web.CardAnswers.EntityAnswer;
import io.guildhall.error.Problem;
import io.guildhall.error.ProblemBody;
import io.guildhall.error.RequestRefused;
import io.guildhall.org.domain.CardSeries;
import io.guildhall.org.domain.StatusLabels;
import io.guildhall.org.domain.StatusLabels.Label;
import io.guildhall.wire.QueryParameters;
import io.guildhall.wire.StorableText;
import io.guildhall.wire.Timestamps;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Card series, what was generated of them, and the labels of card statuses (`spec/domain.md` §6).
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE) // asked for anything else, nothing is written
class CardSeriesController {
    private final SeriesRegistry registry;
    private final CardDirectory directory;

    CardSeriesController(SeriesRegistry registry, CardDirectory directory) {
        this.registry = registry;
        this.directory = directory;
    }

    record SeriesAnswer(@JsonUnwrapped SeriesForm series, List<ProblemBody> warnings) {}

    record LabelsAnswer(@JsonUnwrapped LabelsForm labels, List<ProblemBody> warnings) {}

    @JsonPropertyOrder({"status", "label", "default"})
    record LabelEntry(
            String status,
            String label,
            @JsonProperty("default") boolean isDefault) {}

    /// @param changeId the change set that holds the cards
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"changeId", "seriesId", "count", "statusLabel", "createdBy", "createdOn"})
    record GenerationEntry(
            String changeId,
            long seriesId,
            int count,
            String statusLabel,
            @Nullable String createdBy,
            String createdOn) {

        static GenerationEntry of(Generation generation, long seriesId, ZoneId zone) {
            return new GenerationEntry(
                    generation.changeId().toString(),
                    seriesId,
                    generation.cards(),
                    generation.statusLabel(),
                    generation.till(),
                    Timestamps.of(generation.at(), zone));
        }
    }

    @PostMapping(SeriesRegistry.PATH)
    @Writes
    ResponseEntity<EntityAnswer<Long>> create(@AuthenticationPrincipal Caller caller, @RequestBody JsonNode body) {
        List<Problem> unreadable = new ArrayList<>();
        SeriesDraft draft = CardReader.series(body, unreadable);
        Written<CardSeries> written = registry.create(caller, draft, unreadable);
        return CardAnswers.written(
                written, new EntityAnswer<>(written.what().id(), ProblemBody.listOf(written.warnings())));
    }

    @PutMapping(SeriesRegistry.PATH + "/{id}")
    @Writes
    ResponseEntity<SeriesAnswer> update(
            @AuthenticationPrincipal Caller caller, @PathVariable String id, @RequestBody JsonNode body) {
        List<Problem> unreadable = new ArrayList<>();
        SeriesDraft draft = CardReader.series(body, unreadable);
        Written<CardSeries> written = registry.update(caller, idOf(id), draft, unreadable);
        return CardAnswers.written(
                written, new SeriesAnswer(SeriesForm.of(written.what()), ProblemBody.listOf(written.warnings())));
    }

    @GetMapping(SeriesRegistry.PATH + "/{id}")
    @Reads
    SeriesAnswer one(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        return new SeriesAnswer(SeriesForm.of(registry.one(caller.orgId(), idOf(id))), List.of());
    }

    @GetMapping(SeriesRegistry.PATH + "/get/all")
    @Reads
    DataAnswer<SeriesForm> all(@AuthenticationPrincipal Caller caller) {
        return DataAnswer.of(
                registry.all(caller.orgId()).stream().map(SeriesForm::of).toList());
    }

    @GetMapping(CardRegistry.PATH + "/generation/logs/{seriesId}")
    @Reads
    EntityAnswer<List<GenerationEntry>> generations(
            @AuthenticationPrincipal Caller caller, @PathVariable String seriesId) {
        long id = idOf(seriesId);
        Log<Generation> log = directory.generations(caller.orgId(), id);
        return new EntityAnswer<>(
                log.entries().stream()
                        .map(generation -> GenerationEntry.of(generation, id, log.zone()))
                        .toList(),
                List.of());
    }

    @PostMapping(SeriesRegistry.LABELS_PATH)
    @Writes
    ResponseEntity<LabelsAnswer> map(@AuthenticationPrincipal Caller caller, @RequestBody JsonNode body) {
        List<Problem> unreadable = new ArrayList<>();
        Map<String, List<Label>> mapping = CardReader.labels(body, unreadable);
        Written<StatusLabels> written = registry.map(caller, mapping, unreadable);
        return CardAnswers.written(written, new LabelsAnswer(LabelsForm.of(written.what()), List.of()));
    }

    @GetMapping("/v2/genericStatus/card/labels")
    @Reads
    DataAnswer<LabelEntry> labels(@AuthenticationPrincipal Caller caller) {
        List<LabelEntry> entries = new ArrayList<>();
        LabelsForm.of(registry.labels(caller.orgId()))
                .mapping()
                .forEach((status, labels) ->
                        labels.forEach(label -> entries.add(new LabelEntry(status, label.label(), label.isDefault()))));
        return DataAnswer.of(entries);
    }

    private static long idOf(String text) {
        Long id = QueryParameters.id(text);
        if (id == null) {
            throw RequestRefused.because(SERIES_UNKNOWN, StorableText.printable(text));
        }
        return id;
    }
}
