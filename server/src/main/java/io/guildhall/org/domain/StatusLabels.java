package io.guildhall.org.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The names an organisation gives to the statuses of its cards or customers (`spec/domain.md` §5 and §6). A status
/// without labels of its own goes by its name.
///
/// @param byStatus labels by status, such as `ACTIVE`
public record StatusLabels(Map<String, List<Label>> byStatus) {
    public static final StatusLabels NONE = new StatusLabels(Map.of());

    public StatusLabels {
        byStatus = Map.copyOf(byStatus);
    }

    public record Label(String name, boolean isDefault) {}

    /// The status that a label stands for; nothing for an unknown label.
    public Optional<String> statusOf(String label) {
        Optional<String> labelled = byStatus.entrySet().stream()
                .filter(entry ->
                        entry.getValue().stream().anyMatch(own -> own.name().equals(label)))
                .map(Map.Entry::getKey)
                .findFirst();
        return labelled.isPresent() ? labelled : Optional.of(label).filter(this::goesByItsName);
    }

    private boolean goesByItsName(String status) {
        return byStatus.getOrDefault(status, List.of()).isEmpty();
    }

    /// The label a status is shown by where none was named; nothing where the organisation has labels for it and none
    /// is the default.
    public Optional<String> defaultLabel(String status) {
        return goesByItsName(status)
                ? Optional.of(status)
                : byStatus.getOrDefault(status, List.of()).stream()
                        .filter(Label::isDefault)
                        .map(Label::name)
                        .findFirst();
    }
}
