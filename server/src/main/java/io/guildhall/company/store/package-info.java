/// SQL about companies.
@NamedInterface("store")
@NullMarked
package io.guildhall.company.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
