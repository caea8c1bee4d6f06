package io.guildhall.postgres;

/// What a committed transaction survives.
public enum Durability {
    /// Power failure and crash: what PostgreSQL promises.
    DURABLE,
    /// Nothing: for directories deleted after use, where waiting for the disk buys nothing.
    THROWAWAY
}
