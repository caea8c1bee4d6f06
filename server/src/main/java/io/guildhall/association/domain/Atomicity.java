package io.guildhall.association.domain;

/// What stands or falls together (`spec/associate.md` §5). One call is one transaction in every mode.
public enum Atomicity {
    /// The person, their parent and company; a failing child undoes nobody else.
    ITEM,
    /// Like ITEM, and the children too.
    TREE,
    /// The whole call; includes TREE (`decisions.md` 14).
    BATCH
}
