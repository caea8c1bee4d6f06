package io.guildhall.customer.domain;

import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.org.domain.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A person as a request describes one: checked and normalised, or with the reasons why it cannot be used.
///
/// @param at where the person stands in the request
/// @param addressed id of the person whom the call's path names, whatever the identifiers say; else null
/// @param loyalty null when not sent
/// @param createdAt date of registration, null when not sent
/// @param createdBy id of the till named by `associatedWith`, null when none or an invalid one was sent
/// @param status null when no label was sent
/// @param cards and
/// @param enrolments and
/// @param subscriptions as asked for, in order
/// @param errors why the description cannot be used; empty when it can
/// @param missing mandatory fields that are not there: they concern only people who are yet to be registered
public record PersonDraft(
        Pointer at,
        @Nullable Long addressed,
        List<ProfileDraft> profiles,
        Fields extendedFields,
        @Nullable Boolean loyalty,
        @Nullable String referralCode,
        @Nullable Instant createdAt,
        @Nullable Long createdBy,
        @Nullable CustomerStatus status,
        List<CardWish> cards,
        List<EnrolmentWish> enrolments,
        List<Subscription> subscriptions,
        List<Problem> errors,
        List<Problem> warnings,
        List<Problem> missing) {

    public PersonDraft {
        profiles = List.copyOf(profiles);
        cards = List.copyOf(cards);
        enrolments = List.copyOf(enrolments);
        subscriptions = List.copyOf(subscriptions);
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
        missing = List.copyOf(missing);
    }

    public boolean isUsable() {
        return errors.isEmpty();
    }

    /// This description with further reasons why it cannot be used.
    public PersonDraft refused(List<Problem> further) {
        List<Problem> all = new ArrayList<>(errors);
        all.addAll(further);
        return with(all, warnings);
    }

    /// This description with further warnings.
    public PersonDraft warned(List<Problem> further) {
        List<Problem> all = new ArrayList<>(further);
        all.addAll(warnings);
        return with(errors, all);
    }

    private PersonDraft with(List<Problem> ownErrors, List<Problem> ownWarnings) {
        return new PersonDraft(
                at,
                addressed,
                profiles,
                extendedFields,
                loyalty,
                referralCode,
                createdAt,
                createdBy,
                status,
                cards,
                enrolments,
                subscriptions,
                ownErrors,
                ownWarnings,
                missing);
    }

    /// What recognises this person, with the profile it counts in. Cards do where there is nothing else
    /// (`decisions.md` 10), in whatever profile.
    public List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        for (ProfileDraft profile : profiles) {
            for (ProfileDraft.DraftIdentifier draft : profile.identifiers()) {
                claims.add(new Claim(MatchKey.of(draft.identifier()), profile.key(), draft));
            }
        }
        return claims.isEmpty() ? cardClaims() : claims;
    }

    private List<Claim> cardClaims() {
        List<Claim> claims = new ArrayList<>(1);
        for (CardWish card : cards) {
            if (card.number() != null) {
                Identifier identifier = new Identifier(IdentifierType.CARD_NUMBER, card.number());
                claims.add(new Claim(
                        MatchKey.of(identifier),
                        ProfileKey.ANY,
                        new ProfileDraft.DraftIdentifier(identifier, card.at())));
            }
        }
        return claims;
    }

    /// "This identifier is mine, in this profile."
    public record Claim(MatchKey key, ProfileKey profile, ProfileDraft.DraftIdentifier draft) {}

    @Override
    public String toString() {
        return "PersonDraft[" + at + "]"; // personal data stays out of logs
    }
}
