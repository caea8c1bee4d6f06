package io.guildhall.org.domain.document;

import io.guildhall.error.Pointer;
import io.guildhall.org.domain.document.Change.Action;
import io.guildhall.org.domain.document.Shape.Keyed;
import io.guildhall.org.domain.document.Shape.Members;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What differs between two documents in normal form. Objects of lists count as a whole.
final class DocumentDiff {
    private final List<Change> changes = new ArrayList<>();

    private DocumentDiff() {}

    /// @param stored null for a new organisation: it and its objects are created, its settings come with it
    static List<Change> between(Members shape, @Nullable Part stored, Part merged) {
        DocumentDiff diff = new DocumentDiff();
        if (stored == null) {
            diff.changes.add(new Change("/", Action.CREATE));
        }
        diff.members(shape, stored, merged, Pointer.ROOT);
        return List.copyOf(diff.changes);
    }

    private void members(Members shape, @Nullable Part before, Part after, Pointer at) {
        for (Member member : shape.members()) {
            String name = member.name();
            if (member.shape() instanceof Keyed keyed) {
                List<Part> known = before == null ? List.of() : before.parts(name);
                keyed(keyed, known, after.parts(name), at.child(name));
            } else if (before != null && member.shape() instanceof Members members) {
                members(members, before.part(name), after.part(name), at.child(name));
            } else if (before != null) {
                change(before.get(name), after.get(name), at.child(name));
            }
        }
    }

    private void keyed(Keyed shape, List<Part> before, List<Part> after, Pointer at) {
        Map<List<Object>, Part> gone = new LinkedHashMap<>();
        before.forEach(part -> gone.put(shape.keyOf(part), part));
        for (Part part : after) {
            List<Object> key = shape.keyOf(part);
            change(gone.remove(key), part, at.child(Places.readable(key)));
        }
        gone.forEach((key, part) -> change(part, null, at.child(Places.readable(key))));
    }

    private void change(@Nullable Object before, @Nullable Object after, Pointer at) {
        if (before == null && after != null) {
            changes.add(new Change(at.toString(), Action.CREATE));
        } else if (before != null && after == null) {
            changes.add(new Change(at.toString(), Action.REMOVE));
        } else if (before != null && !before.equals(after)) {
            changes.add(new Change(at.toString(), Action.UPDATE));
        }
    }
}
