/// SQL about memberships and their spells, always for many at a time.
@NamedInterface("store")
@NullMarked
package io.guildhall.association.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
