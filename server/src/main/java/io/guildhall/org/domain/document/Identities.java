package io.guildhall.org.domain.document;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Ids of programmes and card series that a document leaves to the server. The same object keeps its id: programmes are
/// known again by their name, series by their code. Fresh ids are the lowest free ones of the organisation.
final class Identities {
    private Identities() {}

    static Part assign(Part sent, Part stored) {
        Part assigned = assign(sent, stored, "programs", "name");
        return assign(assigned, stored, "cardSeries", "code");
    }

    private static Part assign(Part sent, Part stored, String list, String knownBy) {
        if (sent.parts(list).stream().allMatch(part -> part.has("id"))) {
            return sent;
        }
        Map<Object, Long> storedIds = new HashMap<>();
        stored.parts(list).forEach(part -> storedIds.put(part.text(knownBy), part.whole("id")));
        Set<Long> sentIds = ids(sent.parts(list));
        Set<Long> taken = new HashSet<>(sentIds);
        taken.addAll(storedIds.values());
        List<Part> assigned = sent.parts(list).stream()
                .map(part -> {
                    if (part.has("id")) {
                        return part;
                    }
                    Long known = part.has(knownBy) ? storedIds.get(part.text(knownBy)) : null;
                    long id = known != null && sentIds.add(known) ? known : lowestFree(taken);
                    return part.with("id", id);
                })
                .toList();
        return sent.with(list, assigned);
    }

    private static Set<Long> ids(List<Part> parts) {
        Set<Long> ids = new HashSet<>();
        parts.stream().filter(part -> part.has("id")).forEach(part -> ids.add(part.whole("id")));
        return ids;
    }

    private static long lowestFree(Set<Long> taken) {
        return Stream.iterate(1L, id -> id + 1).filter(taken::add).findFirst().orElseThrow();
    }
}
