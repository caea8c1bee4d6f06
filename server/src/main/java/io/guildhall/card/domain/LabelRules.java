package io.guildhall.card.domain;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;
import static io.guildhall.error.ErrorCode.CARD_STATUS_INVALID;
import static io.guildhall.error.ErrorCode.DEFAULT_LABEL_MISSING;
import static io.guildhall.error.ErrorCode.LABELS_DUPLICATE;
import static io.guildhall.error.ErrorCode.LABELS_EMPTY;
import static io.guildhall.error.ErrorCode.LABEL_OF_ANOTHER_STATUS;
import static io.guildhall.error.ErrorCode.SEVERAL_DEFAULT_LABELS;

import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.org.domain.StatusLabels;
import io.guildhall.org.domain.StatusLabels.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a mapping of labels to card statuses has to be (`spec/domain.md` §6). The statuses it names get these
/// labels and no others; those it does not name keep theirs.
public final class LabelRules {
    private static final int MAX_LENGTH = 255;

    private LabelRules() {}

    /// Every fault of the mapping: 3014 to 3016, 3034 to 3036.
    ///
    /// @param mapping labels by name of the status, as sent
    /// @param at where the mapping stands
    public static List<Problem> check(Map<String, List<Label>> mapping, StatusLabels stored, Pointer at) {
        List<Problem> problems = new ArrayList<>();
        if (mapping.isEmpty()) {
            problems.add(Problem.of(LABELS_EMPTY, at, "in the mapping"));
        }
        Map<String, String> statusByLabel = new HashMap<>();
        kept(stored, mapping.keySet())
                .forEach((status, labels) -> labels.forEach(label -> statusByLabel.put(label, status)));
        mapping.forEach((status, labels) -> {
            Pointer place = at.child(status);
            if (CardLabels.named(status).isEmpty()) {
                problems.add(Problem.of(CARD_STATUS_INVALID, place, status));
            } else if (labels.isEmpty()) {
                problems.add(Problem.of(LABELS_EMPTY, place, "for status " + status));
            } else {
                check(status, labels, statusByLabel, place, problems);
            }
        });
        return problems;
    }

    /// What the statuses that are not mapped anew are called.
    private static Map<String, List<String>> kept(StatusLabels stored, Set<String> mapped) {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        for (CardStatus status : CardStatus.values()) {
            if (!mapped.contains(status.name())) {
                List<Label> labels = stored.byStatus().getOrDefault(status.name(), List.of());
                kept.put(
                        status.name(),
                        labels.isEmpty()
                                ? List.of(status.name())
                                : labels.stream().map(Label::name).toList());
            }
        }
        return kept;
    }

    private static void check(
            String status, List<Label> labels, Map<String, String> statusByLabel, Pointer at, List<Problem> problems) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i).name();
            Pointer place = at.child(i).child("label");
            if (label.isBlank()) {
                problems.add(Problem.of(LABELS_EMPTY, place, "for status " + status));
            } else if (label.length() > MAX_LENGTH || label.codePoints().anyMatch(Character::isISOControl)) {
                problems.add(Problem.of(BAD_REQUEST, place, "a text of at most 255 characters is expected"));
            } else if (!seen.add(label)) {
                problems.add(Problem.of(LABELS_DUPLICATE, place, label, status));
            } else {
                String other = statusByLabel.putIfAbsent(label, status);
                if (other != null) {
                    problems.add(Problem.of(LABEL_OF_ANOTHER_STATUS, place, label, other));
                }
            }
        }
        long defaults = labels.stream().filter(Label::isDefault).count();
        if (defaults == 0) {
            problems.add(Problem.of(DEFAULT_LABEL_MISSING, at, status));
        } else if (defaults > 1) {
            problems.add(Problem.of(SEVERAL_DEFAULT_LABELS, at, status));
        }
    }
}
