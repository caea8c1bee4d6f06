/// What of a change set can be taken back, by data alone.
@NamedInterface("domain")
@NullMarked
package io.guildhall.undo.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
