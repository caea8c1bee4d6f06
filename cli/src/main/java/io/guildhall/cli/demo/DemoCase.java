package io.guildhall.cli.demo;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One request and what must come of it; a resource under `demo/`.
///
/// @param story what the request is about, in a sentence or two
record DemoCase(String title, String story, Call request, Expected expect) {
    record Call(
            Login as,
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            @Nullable JsonNode body) {
        Call {
            query = Map.copyOf(Objects.requireNonNullElse(query, Map.of())); // JSON may leave it out
            headers = Map.copyOf(Objects.requireNonNullElse(headers, Map.of()));
        }

        boolean isDryRun() {
            return "true".equals(query.get("dryRun"));
        }
    }

    /// @param headers those that matter, each with its exact value
    /// @param people everybody in the answer, in its order
    record Expected(
            int status, Map<String, String> headers, List<ExpectedPerson> people, List<ExpectedProblem> problems) {
        Expected {
            headers = Map.copyOf(Objects.requireNonNullElse(headers, Map.of()));
            people = List.copyOf(Objects.requireNonNullElse(people, List.of()));
            problems = List.copyOf(Objects.requireNonNullElse(problems, List.of()));
        }
    }

    /// Absent members must be absent from the answer as well. Whether there has to be an id follows from the outcome.
    record ExpectedPerson(
            String person,
            Outcome outcome,
            @Nullable String role,
            @Nullable String company,
            boolean createsCompany,
            @Nullable String parent,
            List<String> holds,
            List<ExpectedProblem> problems) {
        ExpectedPerson {
            holds = List.copyOf(Objects.requireNonNullElse(holds, List.of()));
            problems = List.copyOf(Objects.requireNonNullElse(problems, List.of()));
        }
    }

    record ExpectedProblem(
            boolean isError, int code, @Nullable String field) {}
}
