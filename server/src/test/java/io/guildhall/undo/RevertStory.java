package io.guildhall.undo;

import io.guildhall.TestOrganisation;
import java.util.ArrayList;
import java.util.List;

/// Calls of every kind, each taken back, brought back and taken back again: for those who want to see what the stores
/// of
/// undoing are asked.
public final class RevertStory {
    private static final int SEEDS = 4;
    private static final int CALLS = 24;

    private RevertStory() {}

    public static void tell(int port) {
        for (int seed = 0; seed < SEEDS; seed++) {
            TestOrganisation org = TestOrganisation.create(port, RandomCalls.MEMBERS);
            RandomCalls calls = new RandomCalls(seed, org);
            calls.prepare();
            List<String> changes = new ArrayList<>();
            for (int call = 0; call < CALLS; call++) {
                RevertPropertyTest.changeOf(calls.next()).ifPresent(change -> {
                    changes.add(change);
                    RevertPropertyTest.changeOf(RevertPropertyTest.revert(org, change))
                            .ifPresent(undone -> RevertPropertyTest.revert(org, undone));
                });
            }
            changes.reversed().forEach(change -> RevertPropertyTest.revert(org, change));
        }
    }
}
