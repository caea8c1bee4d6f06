/// Who is enrolled in what, and what a ledger's rows say: rules over data.
@NamedInterface("domain")
@NullMarked
package io.guildhall.loyalty.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
