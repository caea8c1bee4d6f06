/// The world that a command runs in, and how it ends: [Environment], [ExitCode], [CommandFailure]. Everything else may
/// use
/// it; it knows nothing but the streams.
@NullMarked
package io.guildhall.cli.command;

import org.jspecify.annotations.NullMarked;
