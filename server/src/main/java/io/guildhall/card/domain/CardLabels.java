package io.guildhall.card.domain;

import static io.guildhall.error.ErrorCode.CARD_LABEL_INVALID;
import static io.guildhall.error.ErrorCode.CARD_LABEL_UNFIT;
import static io.guildhall.error.ErrorCode.DEFAULT_LABEL_MISSING;

import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.org.domain.StatusLabels;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the labels of cards stand for (`spec/domain.md` §6).
public final class CardLabels {
    private static final Set<CardStatus> WITH_PEOPLE = Set.of(CardStatus.ACTIVE, CardStatus.ISSUED);

    private final StatusLabels labels;

    public CardLabels(StatusLabels labels) {
        this.labels = labels;
    }

    /// A label and its status, or the reason why there is none.
    ///
    /// @param problem 3017, 3018 or 3034; status and label then mean nothing
    public record Labelled(
            CardStatus status, String label, @Nullable Problem problem) {
        static Labelled refused(Problem problem) {
            return new Labelled(CardStatus.NOT_ISSUED, "", problem);
        }
    }

    /// The status of a label; nothing for an unknown one.
    public Optional<CardStatus> statusOf(String label) {
        return labels.statusOf(label).flatMap(CardLabels::named);
    }

    public static Optional<CardStatus> named(String status) {
        for (CardStatus known : CardStatus.values()) {
            if (known.name().equals(status)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /// Whether the label is the one its status is shown by where none is named.
    public boolean isDefault(CardStatus status, String label) {
        return labels.defaultLabel(status.name()).filter(label::equals).isPresent();
    }

    /// The label of a card that somebody gets: the one asked for, else the default of ACTIVE.
    ///
    /// @param at where the label was sent
    public Labelled issuing(@Nullable String asked, Pointer at) {
        return asked == null ? byDefault(CardStatus.ACTIVE, at) : among(WITH_PEOPLE, asked, at, "ACTIVE or ISSUED");
    }

    /// The label of a card that nobody has yet.
    public Labelled unissued(@Nullable String asked, Pointer at) {
        return asked == null
                ? byDefault(CardStatus.NOT_ISSUED, at)
                : among(Set.of(CardStatus.NOT_ISSUED), asked, at, CardStatus.NOT_ISSUED.name());
    }

    private Labelled byDefault(CardStatus status, Pointer at) {
        return labels.defaultLabel(status.name())
                .map(label -> new Labelled(status, label, null))
                .orElseGet(() -> Labelled.refused(Problem.of(DEFAULT_LABEL_MISSING, at, status.name())));
    }

    private Labelled among(Set<CardStatus> fitting, String asked, Pointer at, String needed) {
        CardStatus status = statusOf(asked).orElse(null);
        if (status == null) {
            return Labelled.refused(Problem.of(CARD_LABEL_INVALID, at, asked));
        }
        return fitting.contains(status)
                ? new Labelled(status, asked, null)
                : Labelled.refused(Problem.of(CARD_LABEL_UNFIT, at, asked, status.name(), needed));
    }
}
