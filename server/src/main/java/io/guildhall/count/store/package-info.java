/// SQL about numbers.
@NamedInterface("store")
@NullMarked
package io.guildhall.count.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
