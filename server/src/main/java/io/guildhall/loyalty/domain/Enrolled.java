package io.guildhall.loyalty.domain;

/// Who gets the place in a programme.
public record Enrolled(long customerId, NewEnrolment enrolment) {}
