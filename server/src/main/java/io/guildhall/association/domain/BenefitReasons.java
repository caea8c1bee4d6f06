package io.guildhall.association.domain;

import io.guildhall.association.domain.Reason.Step;
import io.guildhall.card.domain.CardGrant;
import io.guildhall.customer.domain.CardWish;
import io.guildhall.customer.domain.EnrolmentWish;
import io.guildhall.error.Masked;
import io.guildhall.error.Pointer;
import io.guildhall.loyalty.domain.NewEnrolment;
import io.guildhall.org.domain.OrganisationSetup;
import io.guildhall.org.domain.Program;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why somebody gets a card, keeps one, or is enrolled (`spec/beyond.md` row 15).
final class BenefitReasons {
    private BenefitReasons() {}

    /// @param wish what the card was asked for by, null where nobody asked
    /// @param at the person's place
    static Reason granted(CardGrant grant, @Nullable CardWish wish, Pointer at) {
        String asked =
                wish == null ? ": registration of a loyalty customer without a card of their own." : ", as asked.";
        String text = switch (grant) {
            case CardGrant.Draw draw -> "A card of series " + draw.series().code() + " is drawn" + asked;
            case CardGrant.Create create ->
                "Card " + Masked.value(create.number()) + " of external series "
                        + create.series().code() + " is made under the number that it was brought with.";
            case CardGrant.Link link ->
                "Card " + Masked.value(link.card().number()) + " was free and is linked" + asked;
        };
        return new Reason(Step.CARD, wish == null ? at : wish.at(), text);
    }

    static Reason held(String number, CardWish wish) {
        return new Reason(Step.CARD, wish.at(), "Card " + Masked.value(number) + " belongs to the person already.");
    }

    /// @param wishes all that the person asked for
    /// @param at the person's place
    static Reason enrolled(NewEnrolment enrolment, List<EnrolmentWish> wishes, OrganisationSetup setup, Pointer at) {
        String where = "Enrolled in programme " + enrolment.programId() + ", tier " + enrolment.tierNumber();
        for (EnrolmentWish wish : wishes) {
            if (wish.programId() == enrolment.programId()) {
                return new Reason(Step.ENROLMENT, wish.at(), where + ", as asked.");
            }
        }
        Program program = setup.program(enrolment.programId());
        String why = program != null && program.isDefault()
                ? "the default programme."
                : "the call enrols new loyalty customers in every programme.";
        return new Reason(Step.ENROLMENT, at, where + ": " + why);
    }
}
