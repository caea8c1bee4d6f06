/// The rules that only calls about one person have: which identifiers may be exchanged. Pure: data in, data out.
@NamedInterface("domain")
@NullMarked
package io.guildhall.person.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
