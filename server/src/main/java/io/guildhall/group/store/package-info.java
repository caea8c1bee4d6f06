/// SQL about groups and their members.
@NamedInterface("store")
@NullMarked
package io.guildhall.group.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
