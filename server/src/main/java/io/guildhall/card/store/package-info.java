/// SQL about cards and the counters of their series.
@NamedInterface("store")
@NullMarked
package io.guildhall.card.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
