package io.guildhall.loyalty.domain;

/// Two people who become one.
///
/// @param victimId whose places and points go over
public record Merged(long victimId, long survivorId) {}
