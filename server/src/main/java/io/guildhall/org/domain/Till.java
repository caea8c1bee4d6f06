package io.guildhall.org.domain;

/// A till: where people are registered, and in whose name calls are made.
public record Till(long id, String code, String name, boolean active) {}
