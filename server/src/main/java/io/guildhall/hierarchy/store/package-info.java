/// SQL about hierarchies, and their cache.
@NamedInterface("store")
@NullMarked
package io.guildhall.hierarchy.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
