/// SQL about keys.
@NamedInterface("store")
@NullMarked
package io.guildhall.sealing.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
