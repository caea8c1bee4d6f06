package io.guildhall.association.domain;

import io.guildhall.customer.domain.Identifier;
import io.guildhall.customer.domain.IdentifierType;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.customer.domain.ProfileDraft;
import io.guildhall.customer.domain.ProfileDraft.DraftIdentifier;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.error.ErrorCode;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.org.domain.Fields;
import java.util.Arrays;
import java.util.List;

/// People as tests write them: `ana` is somebody whose externalId in the source INSTORE is `ana`.
///
/// `ana+a2` has two identifiers, `ana@WEBSITE` is known in another source, `ana@WECHAT:NOR` with an account; `!ana` is
/// refused by the parser for a bad date, `!` for having no valid identifier.
final class Mention {
    private Mention() {}

    static PersonDraft draft(String text, Pointer at) {
        boolean refused = text.startsWith("!");
        String person = refused ? text.substring(1) : text;
        Pointer profile = at.child("profiles").child(0);
        List<Problem> errors = !refused
                ? List.of()
                : List.of(
                        Problem.of(person.isEmpty() ? ErrorCode.NO_VALID_IDENTIFIER : ErrorCode.DATE_INVALID, profile));
        List<DraftIdentifier> identifiers = identifiers(person).stream()
                .map(identifier -> new DraftIdentifier(identifier, profile.child("identifiers")))
                .toList();
        return DraftBuilder.of(
                        at,
                        List.of(new ProfileDraft(
                                profileKey(person), name(person), null, identifiers, List.of(), Fields.NONE)))
                .errors(errors)
                .build();
    }

    static List<Identifier> identifiers(String text) {
        String values = text.split("@")[0];
        return values.isEmpty()
                ? List.of()
                : Arrays.stream(values.split("\\+"))
                        .map(value -> new Identifier(IdentifierType.EXTERNAL_ID, value))
                        .toList();
    }

    static ProfileKey profileKey(String text) {
        String[] parts = text.split("@");
        String[] source = parts.length == 1 ? new String[] {"INSTORE"} : parts[1].split(":");
        return new ProfileKey(source[0], source.length == 1 ? "" : source[1]);
    }

    private static String name(String text) {
        return text.split("[+@]")[0];
    }
}
