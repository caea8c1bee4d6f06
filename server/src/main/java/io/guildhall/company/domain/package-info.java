/// A company as data, and the rules that need nothing but companies.
@NamedInterface("domain")
@NullMarked
package io.guildhall.company.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
