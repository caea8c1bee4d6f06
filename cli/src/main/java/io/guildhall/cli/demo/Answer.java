package io.guildhall.cli.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an answer of the service says about people, in the order in which it says it.
///
/// @param problems those of the request as a whole
record Answer(List<Row> people, List<Problem> problems) {
    Answer {
        people = List.copyOf(people);
        problems = List.copyOf(problems);
    }

    /// @param item index of the item, `2.0` for the first child of item 2
    /// @param company external id
    /// @param holds cards, then programmes with tier and points, as far as the answer tells of them
    record Row(
            String item,
            String person,
            @Nullable Long id,
            @Nullable String role,
            @Nullable String company,
            boolean createsCompany,
            @Nullable Named parent,
            List<String> holds,
            Outcome outcome,
            List<Problem> problems) {
        Row {
            holds = List.copyOf(holds);
            problems = List.copyOf(problems);
        }
    }

    record Named(String name, @Nullable Long id) {}

    /// @param field JSON pointer into the request
    record Problem(
            boolean isError,
            int code,
            String message,
            @Nullable String field) {}
}
