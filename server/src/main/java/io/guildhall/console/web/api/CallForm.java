package io.guildhall.console.web.api;

import io.guildhall.docs.Contract.Call;
import io.guildhall.docs.Contract.Parameter;
import java.util.List;

/// The fields of a call, filled so that it can be sent at once and does no harm: what is needed with the contract's
/// example, a dry run where the call knows one, and the rest empty.
record CallForm(List<Field> fields, boolean hasDryRun) {
    private static final String DRY_RUN = "dryRun";

    /// @param value at first
    record Field(Parameter parameter, String value) {
        public String id() {
            return parameter.place() + "-" + parameter.name();
        }
    }

    static CallForm of(Call call) {
        List<Field> fields = call.parameters().stream()
                .map(parameter -> new Field(parameter, first(call, parameter)))
                .toList();
        return new CallForm(
                fields, call.parameters().stream().anyMatch(one -> one.name().equals(DRY_RUN)));
    }

    private static String first(Call call, Parameter parameter) {
        if (parameter.name().equals(DRY_RUN)) {
            return call.isReading() ? "" : "true";
        }
        return parameter.required() ? parameter.example() : "";
    }
}
