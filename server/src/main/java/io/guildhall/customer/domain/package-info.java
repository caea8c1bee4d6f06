/// A person as data, and the rules that need nothing but people: identifier types, what identifies whom, how profiles
/// are merged and updated.
@NamedInterface("domain")
@NullMarked
package io.guildhall.customer.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
