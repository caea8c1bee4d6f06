package io.guildhall.association.domain;

import io.guildhall.error.Pointer;

/// Why something was decided as it was (`spec/beyond.md` row 15): for people to read, never for programs to key on.
/// Values of identifiers are masked.
///
/// @param at the member of the request that it is about
public record Reason(Step step, Pointer at, String text) {
    public enum Step {
        /// Which identifier matched whom.
        RECOGNITION,
        /// Which company the place is in, and where that comes from.
        COMPANY,
        /// Which rule of the hierarchy let the person stand there, or did not.
        ROLE,
        /// How full the parent is.
        CAPACITY,
        /// Which cards, and why.
        CARD,
        /// Which programmes, and why.
        ENROLMENT
    }
}
