/// Records of the audit as data, and how many of them a flood may make.
@NamedInterface("domain")
@NullMarked
package io.guildhall.audit.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
