/// SQL about people, always for many at a time.
@NamedInterface("store")
@NullMarked
package io.guildhall.customer.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
