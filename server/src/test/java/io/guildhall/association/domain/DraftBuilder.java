package io.guildhall.association.domain;

import io.guildhall.customer.domain.CardWish;
import io.guildhall.customer.domain.CustomerStatus;
import io.guildhall.customer.domain.EnrolmentWish;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.customer.domain.ProfileDraft;
import io.guildhall.customer.domain.Subscription;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.org.domain.Fields;
import java.util.List;

/// A person as a request describes one, of which a test says only what matters to it.
final class DraftBuilder {
    private final Pointer at;
    private final List<ProfileDraft> profiles;
    private Boolean loyalty;
    private String referralCode;
    private CustomerStatus status;
    private List<CardWish> cards = List.of();
    private List<EnrolmentWish> enrolments = List.of();
    private List<Subscription> subscriptions = List.of();
    private List<Problem> errors = List.of();
    private List<Problem> warnings = List.of();
    private List<Problem> missing = List.of();

    private DraftBuilder(Pointer at, List<ProfileDraft> profiles) {
        this.at = at;
        this.profiles = profiles;
    }

    static DraftBuilder of(Pointer at, List<ProfileDraft> profiles) {
        return new DraftBuilder(at, profiles);
    }

    /// Somebody of the same profiles.
    static DraftBuilder like(PersonDraft draft) {
        DraftBuilder builder = new DraftBuilder(draft.at(), draft.profiles());
        builder.loyalty = draft.loyalty();
        builder.status = draft.status();
        builder.cards = draft.cards();
        builder.enrolments = draft.enrolments();
        return builder;
    }

    DraftBuilder loyalty(boolean value) {
        loyalty = value;
        return this;
    }

    DraftBuilder referralCode(String code) {
        referralCode = code;
        return this;
    }

    DraftBuilder status(CustomerStatus value) {
        status = value;
        return this;
    }

    DraftBuilder cards(CardWish... wishes) {
        cards = List.of(wishes);
        return this;
    }

    DraftBuilder enrolments(EnrolmentWish... wishes) {
        enrolments = List.of(wishes);
        return this;
    }

    DraftBuilder subscriptions(Subscription... wishes) {
        subscriptions = List.of(wishes);
        return this;
    }

    DraftBuilder errors(List<Problem> problems) {
        errors = problems;
        return this;
    }

    DraftBuilder warnings(Problem... problems) {
        warnings = List.of(problems);
        return this;
    }

    DraftBuilder missing(Problem... problems) {
        missing = List.of(problems);
        return this;
    }

    PersonDraft build() {
        return new PersonDraft(
                at,
                null,
                profiles,
                Fields.NONE,
                loyalty,
                referralCode,
                null,
                null,
                status,
                cards,
                enrolments,
                subscriptions,
                errors,
                warnings,
                missing);
    }
}
