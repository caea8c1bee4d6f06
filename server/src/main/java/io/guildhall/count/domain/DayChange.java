package io.guildhall.count.domain;

import io.guildhall.count.domain.Counted.Subject;
import java.time.LocalDate;

/// By how much a number changed on one day, companies taken together.
public record DayChange(Subject subject, long hierarchyId, String roleCode, LocalDate day, long change) {}
