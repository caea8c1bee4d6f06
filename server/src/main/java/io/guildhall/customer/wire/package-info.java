/// The JSON form of people, shared by every call and file that carries them: what JSON can say about a person
/// ([io.guildhall.customer.wire.WirePerson]), how it becomes a checked draft, and how a person is written out.
///
/// Nothing here knows HTTP; handlers are in `web`.
@NamedInterface("wire")
@NullMarked
package io.guildhall.customer.wire;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
