/// The JSON form of programmes and points in answers about people.
@NamedInterface("wire")
@NullMarked
package io.guildhall.loyalty.wire;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
