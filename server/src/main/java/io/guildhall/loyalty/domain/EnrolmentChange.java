package io.guildhall.loyalty.domain;

import org.jspecify.annotations.Nullable;

/// An enrolment before and after a change.
///
/// @param before null for one that is new
public record EnrolmentChange(long id, @Nullable Enrolment before, Enrolment after) {}
