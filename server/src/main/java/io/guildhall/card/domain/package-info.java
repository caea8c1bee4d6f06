/// Cards as data, the numbers of a series, and the rules about who gets which card and how its status may
/// change.
@NamedInterface("domain")
@NullMarked
package io.guildhall.card.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
