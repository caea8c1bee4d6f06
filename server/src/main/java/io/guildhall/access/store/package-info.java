/// The logins table: read on every request, written when an organisation's document is applied.
@NamedInterface("store")
@NullMarked
package io.guildhall.access.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
