/// Keys of people: what is said of a person in places that are never rewritten is kept encrypted under a key of that
/// person alone, so that destroying the key makes it unreadable (`spec/beyond.md` row 20).
///
/// Knows keys, bytes and ids; what the bytes mean is the matter of whoever has them sealed. The keys stand in the rows
/// of people, encrypted in their turn under a master key of the server.
@ApplicationModule(allowedDependencies = {"error", "postgres"})
@NullMarked
package io.guildhall.sealing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
