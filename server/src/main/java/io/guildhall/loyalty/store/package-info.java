/// SQL about enrolments and points, always for many people at a time.
@NamedInterface("store")
@NullMarked
package io.guildhall.loyalty.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
