package io.guildhall.change.domain;

import io.guildhall.change.domain.ChangeRecord.EntityType;
import java.util.Comparator;

/// Which record.
public record EntityKey(EntityType type, long id) implements Comparable<EntityKey> {
    private static final Comparator<EntityKey> ORDER =
            Comparator.comparing(EntityKey::type).thenComparingLong(EntityKey::id);

    @Override
    public int compareTo(EntityKey other) {
        return ORDER.compare(this, other);
    }
}
