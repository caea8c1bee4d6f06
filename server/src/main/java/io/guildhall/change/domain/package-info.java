/// A change set and its records as data.
@NamedInterface("domain")
@NullMarked
package io.guildhall.change.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
