package io.guildhall.count.domain;

/// By how much a number changed, never 0.
public record CountChange(Counted counted, int change) {}
