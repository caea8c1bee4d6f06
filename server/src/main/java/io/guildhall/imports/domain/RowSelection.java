package io.guildhall.imports.domain;

import io.guildhall.association.domain.Effect;
import java.util.Arrays;
import java.util.List;

/// Which rows of a dry run somebody wants to see.
public enum RowSelection {
    ALL,
    CREATED,
    LINKED,
    MOVED,
    UPDATED,
    UNCHANGED,
    FAILED,
    WARNED;

    public static final String UNREADABLE = "UNREADABLE";

    /// Names of the effects that are looked for, as they are stored.
    public List<String> effects() {
        return switch (this) {
            case ALL, WARNED -> Arrays.stream(Effect.values()).map(Enum::name).toList();
            case FAILED -> List.of(name(), UNREADABLE);
            case CREATED, LINKED, MOVED, UPDATED, UNCHANGED -> List.of(name());
        };
    }
}
