/// The JSON of people and the places they ask for: what stands in a body, and the batch that it means to one
/// organisation.
///
/// Calls about one person read an item of a bulk call here and send it the same way.
@NamedInterface("wire")
@NullMarked
package io.guildhall.association.wire;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
