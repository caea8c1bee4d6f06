package io.guildhall.association.domain;

/// Which of the two calls a batch came by.
public enum Operation {
    /// POST: registers people and links them; never moves or overwrites anybody.
    ASSOCIATE,
    /// PUT: changes registered people and their links; never registers anybody.
    UPDATE
}
