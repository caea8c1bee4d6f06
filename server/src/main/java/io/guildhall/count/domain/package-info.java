/// Numbers and their changes as data.
@NamedInterface("domain")
@NullMarked
package io.guildhall.count.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
