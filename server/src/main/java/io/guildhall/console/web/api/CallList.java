package io.guildhall.console.web.api;

import io.guildhall.docs.Contract;
import io.guildhall.docs.Contract.Call;
import io.guildhall.docs.Contract.Login;
import io.guildhall.docs.Contract.Tag;
import java.util.List;
import java.util.Locale;

/// The calls that somebody may make, as far as they hold every word that is looked for.
///
/// @param total calls in all tags
record CallList(List<Tag> tags, int total) {
    static CallList of(Contract contract, boolean isOperator, String sought) {
        List<String> words = List.of(sought.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        List<Tag> tags = contract.tags().stream()
                .map(tag -> new Tag(
                        tag.name(),
                        tag.description(),
                        tag.calls().stream()
                                .filter(call -> isFor(call, isOperator))
                                .filter(call -> words.stream().allMatch(text(call)::contains))
                                .toList()))
                .filter(tag -> !tag.calls().isEmpty())
                .toList();
        return new CallList(
                tags, tags.stream().mapToInt(tag -> tag.calls().size()).sum());
    }

    /// The operator's calls are nobody else's, and theirs are not the operator's.
    static boolean isFor(Call call, boolean isOperator) {
        return call.login() == Login.NONE || (call.login() == Login.OPERATOR) == isOperator;
    }

    private static String text(Call call) {
        return String.join(" ", call.tag(), call.method(), call.path(), call.id(), call.summary())
                .toLowerCase(Locale.ROOT);
    }
}
