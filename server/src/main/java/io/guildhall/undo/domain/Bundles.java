package io.guildhall.undo.domain;

import io.guildhall.change.domain.EntityKey;
import io.guildhall.customer.domain.PersonState.Merged;
import io.guildhall.undo.domain.Skipped.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What stands or falls together: somebody who would come or go with all that is theirs, and people who became one or
/// would become themselves again.
final class Bundles {
    private final Map<Long, Long> leader = new HashMap<>();
    private final Map<Long, List<EntityKey>> bundles = new HashMap<>();

    /// @param board with all steps still on it
    Bundles(Board board) {
        Set<Long> whole = new HashSet<>();
        board.steps.people().forEach(step -> {
            if (step.target() == null
                    || step.expected() == null
                    || step.target() instanceof Merged
                    || step.expected() instanceof Merged) {
                whole.addAll(step.people());
            }
        });
        board.steps.erased().forEach(erased -> whole.add(erased.personId()));
        whole.forEach(person -> leader.put(person, person));
        Map<EntityKey, Long> memberOf = new HashMap<>();
        board.steps.all().forEach(step -> {
            Long first = null;
            for (long person : step.people()) {
                if (whole.contains(person)) {
                    first = first == null ? person : join(first, person);
                }
            }
            if (first != null) {
                memberOf.put(step.key(), first);
            }
        });
        board.steps.erased().forEach(erased -> memberOf.put(erased.key(), erased.personId()));
        memberOf.forEach((key, person) ->
                bundles.computeIfAbsent(find(person), _ -> new ArrayList<>()).add(key));
    }

    private long find(long person) {
        long found = person;
        while (leader.getOrDefault(found, found) != found) {
            found = leader.getOrDefault(found, found);
        }
        leader.put(person, found);
        return found;
    }

    private long join(long one, long other) {
        long root = find(one);
        leader.put(find(other), root);
        return root;
    }

    /// Of a bundle of which something stays everything stays.
    void check(Board board) {
        for (List<EntityKey> bundle : bundles.values()) {
            EntityKey staying = staying(board, bundle);
            if (staying != null) {
                bundle.forEach(key -> board.skip(key, Reason.HANGS_TOGETHER, staying, null));
            }
        }
    }

    private static @Nullable EntityKey staying(Board board, List<EntityKey> bundle) {
        EntityKey staying = null;
        for (EntityKey key : bundle) {
            if (board.isSkipped(key) && (staying == null || key.compareTo(staying) < 0)) {
                staying = key;
            }
        }
        return staying;
    }
}
