package io.guildhall.customer.domain;

/// Somebody whom an identifier belongs to, in one profile.
public record Match(long customerId, ProfileKey profile, Identifier identifier) {}
