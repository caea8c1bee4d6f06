/// The command line. It knows the service by its HTTP calls alone and shares no class with it.
///
/// Start at [Guildhall]. What a command does lives in a package of its own; `table` and `terminal` hold what several
/// commands print with.
@NullMarked
package io.guildhall.cli;

import org.jspecify.annotations.NullMarked;
