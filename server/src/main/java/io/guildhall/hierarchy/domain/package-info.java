/// A hierarchy as data, and every rule that can be told from a hierarchy alone.
@NamedInterface("domain")
@NullMarked
package io.guildhall.hierarchy.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
