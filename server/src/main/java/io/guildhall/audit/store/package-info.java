/// SQL about audit records, and about change sets as the records of writes.
@NamedInterface("store")
@NullMarked
package io.guildhall.audit.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
