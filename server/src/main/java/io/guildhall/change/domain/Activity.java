package io.guildhall.change.domain;

import io.guildhall.change.domain.ChangeRecord.Action;
import io.guildhall.change.domain.ChangeRecord.EntityType;

/// How many records of a kind a change set created, changed or ended.
public record Activity(Kind kind, long count) {
    public record Kind(EntityType type, Action action) {}
}
