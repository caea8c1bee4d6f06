/// Numbers as they are shown.
@NamedInterface("domain")
@NullMarked
package io.guildhall.statistics.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
