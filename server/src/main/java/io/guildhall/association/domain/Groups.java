package io.guildhall.association.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Things brought together by what they share: whatever is reached from each other, directly or over others, is one
/// group.
final class Groups {
    private final Map<Object, Integer> groupOf = new HashMap<>();
    private final List<Integer> merged = new ArrayList<>();

    /// Brings together whatever has one of these keys.
    ///
    /// @return the number of the group, which may change when further ones are brought together
    int unite(Iterable<?> keys) {
        int group = merged.size();
        merged.add(group);
        for (Object key : keys) {
            Integer other = groupOf.putIfAbsent(key, group);
            if (other != null) {
                merged.set(root(other), root(group));
            }
        }
        return root(group);
    }

    /// The group of a key; null for one that was never added.
    @Nullable
    Integer find(Object key) {
        Integer group = groupOf.get(key);
        return group == null ? null : Integer.valueOf(root(group));
    }

    private int root(int group) {
        int root = group;
        while (merged.get(root) != root) {
            merged.set(root, merged.get(merged.get(root))); // halve the path, so that long chains stay cheap
            root = merged.get(root);
        }
        return root;
    }
}
