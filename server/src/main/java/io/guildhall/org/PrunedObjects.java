package io.guildhall.org;

import static io.guildhall.error.ErrorCode.CONFLICT;

import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.org.SetupUse.SetupObject;
import io.guildhall.org.SetupUse.SetupObject.Kind;
import io.guildhall.org.domain.document.DocumentPlan;
import io.guildhall.org.domain.document.Part;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Tells whether data still refers to what a document removes. Every module answers for its own data.
@Component
class PrunedObjects {
    private final List<SetupUse> uses;

    PrunedObjects(List<SetupUse> uses) {
        this.uses = uses;
    }

    /// One problem for each removed object that is in use.
    List<Problem> stillInUse(long orgId, DocumentPlan plan) {
        Part stored = plan.stored();
        if (stored == null) {
            return List.of();
        }
        Map<SetupObject, Pointer> removed = removed(stored, plan.merged());
        if (removed.isEmpty()) {
            return List.of();
        }
        Set<SetupObject> used = new HashSet<>();
        uses.forEach(use -> used.addAll(use.inUse(orgId, removed.keySet())));
        return removed.entrySet().stream()
                .filter(object -> used.contains(object.getKey()))
                .map(object -> Problem.of(
                        CONFLICT, object.getValue(), object.getKey().key() + " is in use and cannot be removed"))
                .toList();
    }

    static Map<SetupObject, Pointer> removed(Part stored, Part merged) {
        Map<SetupObject, Pointer> removed = new LinkedHashMap<>();
        Pointer root = Pointer.ROOT;
        gone(stored, merged, "tills", till -> till.text("code"))
                .forEach((code, _) -> removed.put(
                        new SetupObject(Kind.TILL, code), root.child("tills").child(code)));
        Map<String, Part> sources = gone(stored, merged, "sources", source -> source.text("source"));
        sources.forEach((name, _) -> removed.put(
                new SetupObject(Kind.SOURCE, name), root.child("sources").child(name)));
        accounts(stored, merged, removed);
        gone(stored, merged, "customFields", field -> field.text("name"))
                .forEach((name, _) -> removed.put(
                        new SetupObject(Kind.CUSTOM_FIELD, name),
                        root.child("customFields").child(name)));
        gone(stored, merged, "extendedFields", field -> field.text("entity") + "." + field.text("name"))
                .forEach((key, field) -> removed.put(
                        new SetupObject(fieldKind(field), field.text("name")),
                        root.child("extendedFields").child(key)));
        gone(stored, merged, "programs", program -> Long.toString(program.whole("id")))
                .forEach((id, _) -> removed.put(
                        new SetupObject(Kind.PROGRAM, id),
                        root.child("programs").child(id)));
        gone(stored, merged, "cardSeries", series -> series.text("code"))
                .forEach((code, _) -> removed.put(
                        new SetupObject(Kind.CARD_SERIES, code),
                        root.child("cardSeries").child(code)));
        return removed;
    }

    /// Accounts of sources that stay; with a source all of its accounts go.
    private static void accounts(Part stored, Part merged, Map<SetupObject, Pointer> removed) {
        Map<String, Part> after = merged.parts("sources").stream()
                .collect(Collectors.toMap(source -> source.text("source"), source -> source));
        for (Part before : stored.parts("sources")) {
            String name = before.text("source");
            Part now = after.get(name);
            if (now != null) {
                gone(before, now, "accounts", account -> account.text("id"))
                        .forEach((id, _) -> removed.put(
                                new SetupObject(Kind.ACCOUNT, name + "/" + id),
                                Pointer.ROOT
                                        .child("sources")
                                        .child(name)
                                        .child("accounts")
                                        .child(id)));
            }
        }
    }

    private static Map<String, Part> gone(Part stored, Part merged, String list, Function<Part, String> key) {
        Map<String, Part> gone = new LinkedHashMap<>();
        stored.parts(list).forEach(part -> gone.put(key.apply(part), part));
        merged.parts(list).forEach(part -> gone.remove(key.apply(part)));
        return gone;
    }

    private static Kind fieldKind(Part field) {
        return switch (field.text("entity")) {
            case "company" -> Kind.COMPANY_FIELD;
            case "card" -> Kind.CARD_FIELD;
            default -> Kind.CUSTOMER_FIELD;
        };
    }
}
