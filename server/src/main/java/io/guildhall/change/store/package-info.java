/// SQL about change sets and their records.
@NamedInterface("store")
@NullMarked
package io.guildhall.change.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
