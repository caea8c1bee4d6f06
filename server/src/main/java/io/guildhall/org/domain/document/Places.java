package io.guildhall.org.domain.document;

import io.guildhall.error.Pointer;
import io.guildhall.org.domain.document.Shape.Keyed;
import io.guildhall.org.domain.document.Shape.Members;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Where an object of the merged document stands in the sent one; an object that was not sent stands at its key.
final class Places {
    private final Map<String, Keyed> lists = new HashMap<>();
    private final Map<String, Map<List<Object>, Integer>> sent = new HashMap<>();

    Places(Members shape, Part document) {
        for (Member member : shape.members()) {
            if (member.shape() instanceof Keyed keyed) {
                Map<List<Object>, Integer> positions = new HashMap<>();
                List<Part> parts = document.parts(member.name());
                for (int i = 0; i < parts.size(); i++) {
                    positions.putIfAbsent(keyed.keyOf(parts.get(i)), i);
                }
                lists.put(member.name(), keyed);
                sent.put(member.name(), positions);
            }
        }
    }

    Pointer of(String list, Part part) {
        List<Object> key = keyed(list).keyOf(part);
        Pointer at = Pointer.ROOT.child(list);
        Integer position = sent.getOrDefault(list, Map.of()).get(key);
        return position == null ? at.child(readable(key)) : at.child(position);
    }

    /// An object of a list by its key, as changes name it.
    static String readable(List<Object> key) {
        return key.stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    private Keyed keyed(String list) {
        Keyed keyed = lists.get(list);
        if (keyed == null) {
            throw new IllegalArgumentException(list);
        }
        return keyed;
    }
}
