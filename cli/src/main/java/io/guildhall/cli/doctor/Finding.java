package io.guildhall.cli.doctor;

import io.guildhall.cli.command.ExitCode;
import org.jspecify.annotations.Nullable;

/// What one check found.
///
/// @param check what was looked at
/// @param advice what to do about it
/// @param code how the command ends because of it
record Finding(
        String check, State state, String found, @Nullable String advice, ExitCode code) {
    enum State {
        OK,
        NOTE,
        BAD
    }

    static Finding ok(String check, String found) {
        return new Finding(check, State.OK, found, null, ExitCode.DONE);
    }

    /// Nothing that stands in the way.
    static Finding note(String check, String found, @Nullable String advice) {
        return new Finding(check, State.NOTE, found, advice, ExitCode.DONE);
    }

    static Finding bad(String check, String found, @Nullable String advice, ExitCode code) {
        return new Finding(check, State.BAD, found, advice, code);
    }
}
