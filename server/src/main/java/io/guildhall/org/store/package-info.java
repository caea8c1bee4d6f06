/// SQL about organisations and their tills, and the cached set-up that every request reads.
@NamedInterface("store")
@NullMarked
package io.guildhall.org.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
