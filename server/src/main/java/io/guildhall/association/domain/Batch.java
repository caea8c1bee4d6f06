package io.guildhall.association.domain;

import java.util.List;

/// One bulk call, parsed.
///
/// @param acrossSources `source=ALL`: people are recognised by their identifiers in every source
public record Batch(Operation operation, Atomicity atomicity, boolean acrossSources, List<Item> items) {
    public Batch {
        items = List.copyOf(items);
    }
}
