package io.guildhall.association.domain;

/// What a mention of a person joins (`spec/associate.md` §6 row 2c).
enum Joins {
    NOBODY,
    /// Its profiles become those of somebody registered.
    PROFILES,
    /// It names several registered people, who become one.
    PEOPLE
}
