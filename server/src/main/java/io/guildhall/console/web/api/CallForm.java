package io.guildhall.console.web.api;

import io.guildhall.docs.Contract.Call;
import io.guildhall.docs.Contract.Parameter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The fields of a call, filled so that it can be sent at once and does no harm: what is needed with the contract's
/// example, a dry run where the call knows one, and the rest empty.
///
/// @param first what one wants to see at once
/// @param further what can be left alone, where there are many
record CallForm(List<Field> first, List<Field> further, boolean hasDryRun) {
    private static final String DRY_RUN = "dryRun";
    /// As many are seen at a glance.
    private static final int FEW = 6;

    /// @param value at first
    record Field(Parameter parameter, String value) {
        public String id() {
            return parameter.place() + "-" + parameter.name();
        }

        private boolean isNeeded() {
            return parameter.required() || !value.isEmpty();
        }
    }

    static CallForm of(Call call) {
        List<Field> fields = call.parameters().stream()
                .map(parameter -> new Field(parameter, value(call, parameter)))
                .toList();
        Map<Boolean, List<Field>> parts =
                fields.stream().collect(Collectors.partitioningBy(field -> fields.size() <= FEW || field.isNeeded()));
        boolean hasDryRun =
                fields.stream().anyMatch(field -> field.parameter().name().equals(DRY_RUN));
        return new CallForm(parts.getOrDefault(true, List.of()), parts.getOrDefault(false, List.of()), hasDryRun);
    }

    private static String value(Call call, Parameter parameter) {
        if (parameter.name().equals(DRY_RUN)) {
            return call.isReading() ? "" : "true";
        }
        return parameter.required() ? parameter.example() : "";
    }
}
