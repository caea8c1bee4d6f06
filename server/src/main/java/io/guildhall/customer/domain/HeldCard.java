package io.guildhall.customer.domain;

import io.guildhall.org.domain.Fields;
import org.jspecify.annotations.Nullable;

/// A card as its holder's identifiers show it. Cards belong to the person, not to a source (`spec/domain.md` §6).
public record HeldCard(
        String number,
        String seriesCode,
        String statusLabel,
        @Nullable String externalId,
        Fields extendedFields) {

    @Override
    public String toString() {
        return "HeldCard[" + seriesCode + " ***]"; // card numbers stay out of logs
    }
}
