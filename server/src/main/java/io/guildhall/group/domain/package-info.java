/// What groups are, and who belongs to which: pure.
@NamedInterface("domain")
@NullMarked
package io.guildhall.group.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
