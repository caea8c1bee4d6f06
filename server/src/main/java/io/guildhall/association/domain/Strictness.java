package io.guildhall.association.domain;

import static io.guildhall.error.ErrorCode.ALREADY_ENROLLED;
import static io.guildhall.error.ErrorCode.CUSTOMER_LINKED_AS_IS;
import static io.guildhall.error.ErrorCode.CUSTOMER_MERGED;
import static io.guildhall.error.ErrorCode.FIELD_MISSING;
import static io.guildhall.error.ErrorCode.IDENTIFIER_ALREADY_OWN;
import static io.guildhall.error.ErrorCode.PEOPLE_JOINED;
import static io.guildhall.error.ErrorCode.PROFILE_JOINS;

import io.guildhall.error.ErrorCode;
import io.guildhall.error.Problem;
import java.util.EnumSet;
import java.util.Set;

/// What `strict=true` makes of warnings: whatever would be dropped, cut or overlooked refuses the item instead, so that
/// nothing of what was sent is lost without the caller's knowing (`spec/beyond.md` row 12).
final class Strictness {
    /// These tell of something, but everything that was sent is there or was there before.
    private static final Set<ErrorCode> LOSES_NOTHING = EnumSet.of(
            PROFILE_JOINS,
            PEOPLE_JOINED,
            CUSTOMER_MERGED,
            CUSTOMER_LINKED_AS_IS,
            IDENTIFIER_ALREADY_OWN,
            FIELD_MISSING,
            ALREADY_ENROLLED);

    private Strictness() {}

    static boolean forbids(Problem warning) {
        return !LOSES_NOTHING.contains(warning.code());
    }
}
