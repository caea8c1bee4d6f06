package io.guildhall.card;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.guildhall.card.domain.CardStatus;
import io.guildhall.org.domain.StatusLabels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The labels of card statuses as answers and change sets show them, statuses in their usual order.
public record LabelsForm(Map<String, List<LabelForm>> mapping) {
    @JsonPropertyOrder({"label", "default"})
    public record LabelForm(
            String label, @JsonProperty("default") boolean isDefault) {}

    /// Statuses that go by their name have that as their one label.
    public static LabelsForm of(StatusLabels labels) {
        Map<String, List<LabelForm>> mapping = new LinkedHashMap<>();
        for (CardStatus status : CardStatus.values()) {
            List<StatusLabels.Label> own =
                    Objects.requireNonNullElse(labels.byStatus().get(status.name()), List.of());
            mapping.put(
                    status.name(),
                    own.isEmpty()
                            ? List.of(new LabelForm(status.name(), true))
                            : own.stream()
                                    .map(label -> new LabelForm(label.name(), label.isDefault()))
                                    .toList());
        }
        return new LabelsForm(mapping);
    }
}
