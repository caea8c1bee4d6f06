package io.guildhall.console.web;

import io.guildhall.access.Caller;
import org.jspecify.annotations.Nullable;

/// Who is looking at the page, as the frame shows it.
///
/// @param caller null for the operator
/// @param name the till's code, or the operator's word
/// @param organisation its code, empty for the operator
public record Visitor(@Nullable Caller caller, String name, String organisation) {
    public boolean isOperator() {
        return caller == null;
    }

    public boolean canWrite() {
        return caller != null && caller.role() == Caller.Role.WRITE;
    }
}
