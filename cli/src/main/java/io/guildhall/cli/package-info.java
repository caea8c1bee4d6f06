/// The command line. It knows the service by its HTTP calls alone and shares no class with it.
///
/// Start at [Guildhall]. Each command has a package of its own. What they share: `command` (the world they run in, how
/// they
/// end), `config` (which service, which login), `service` (HTTP), `work` (what commands that talk to a service have in
/// common), `help`, `progress`, `terminal` and `table`.
@NullMarked
package io.guildhall.cli;

import org.jspecify.annotations.NullMarked;
