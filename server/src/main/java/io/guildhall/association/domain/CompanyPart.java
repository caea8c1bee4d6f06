package io.guildhall.association.domain;

/// A company as the one above it lists it.
///
/// @param people its own, those of its sub-companies left out; counted up to a limit, so at least as many
/// @param isDivided whether it has sub-companies
public record CompanyPart(long id, String externalId, String name, boolean isActive, long people, boolean isDivided) {}
