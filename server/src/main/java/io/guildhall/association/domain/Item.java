package io.guildhall.association.domain;

import io.guildhall.customer.domain.PersonDraft;
import org.jspecify.annotations.Nullable;

/// One element of the request: a person and, where asked for, their place.
public record Item(PersonDraft person, @Nullable LinkWish link) {}
