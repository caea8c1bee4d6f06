/// What an import is, which row leans on which, what a column stands for: data in, data out.
@NamedInterface("domain")
@NullMarked
package io.guildhall.imports.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
