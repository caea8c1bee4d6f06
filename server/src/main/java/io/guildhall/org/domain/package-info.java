/// What an organisation's document says, as data, and the pure rules that need nothing else: settings, sources, fields
/// and their typed values, tills.
@NamedInterface("domain")
@NullMarked
package io.guildhall.org.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
