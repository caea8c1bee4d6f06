package io.guildhall.imports.domain;

import io.guildhall.association.domain.Effect;
import java.util.List;

/// What became of rows, each counted once.
public record Counts(long created, long linked, long moved, long updated, long unchanged, long failed) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    public static Counts of(List<Effect> effects) {
        long[] counts = new long[Effect.values().length];
        effects.forEach(effect -> counts[effect.ordinal()]++);
        return new Counts(
                counts[Effect.CREATED.ordinal()],
                counts[Effect.LINKED.ordinal()],
                counts[Effect.MOVED.ordinal()],
                counts[Effect.UPDATED.ordinal()],
                counts[Effect.UNCHANGED.ordinal()],
                counts[Effect.FAILED.ordinal()]);
    }

    public Counts andFailed(long further) {
        return new Counts(created, linked, moved, updated, unchanged, failed + further);
    }

    public long sum() {
        return created + linked + moved + updated + unchanged + failed;
    }
}
