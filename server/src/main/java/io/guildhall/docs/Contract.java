package io.guildhall.docs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The contract as it can be shown: every call with its parameters, bodies and answers. Descriptions are Markdown.
///
/// @param tags in the document's order
/// @param schemas by name
public record Contract(String version, String description, List<Tag> tags, Map<String, Shape> schemas) {
    public Contract {
        tags = List.copyOf(tags);
        schemas = Map.copyOf(schemas);
    }

    public record Tag(String name, String description, List<Call> calls) {
        public Tag {
            calls = List.copyOf(calls);
        }
    }

    /// Whose credentials a call takes.
    public enum Login {
        NONE,
        TILL,
        OPERATOR
    }

    /// @param id of the operation
    /// @param method in capitals
    /// @param path with parameters in braces
    public record Call(
            String id,
            String method,
            String path,
            String tag,
            Login login,
            String summary,
            String description,
            List<Parameter> parameters,
            @Nullable Body body,
            List<Answer> answers) {
        public Call {
            parameters = List.copyOf(parameters);
            answers = List.copyOf(answers);
        }

        public boolean isReading() {
            return method.equals("GET");
        }
    }

    /// @param place `path`, `query` or `header`
    /// @param choices the only values, if they are few and known
    /// @param example a value that is taken, or nothing
    public record Parameter(
            String name,
            String place,
            boolean required,
            String description,
            Shape shape,
            List<String> choices,
            String example) {
        public Parameter {
            choices = List.copyOf(choices);
        }
    }

    public record Body(String description, boolean required, List<Content> contents) {
        public Body {
            contents = List.copyOf(contents);
        }
    }

    /// @param type of media
    /// @param binary whether it is a file rather than text
    public record Content(
            String type, boolean binary, @Nullable Shape shape, List<Example> examples) {
        public Content {
            examples = List.copyOf(examples);
        }
    }

    public record Example(String name, String text) {}

    /// @param status of HTTP
    /// @param headers their names and descriptions
    public record Answer(String status, String description, Map<String, String> headers, List<Content> contents) {
        public Answer {
            headers = Map.copyOf(headers);
            contents = List.copyOf(contents);
        }
    }

    public Stream<Call> calls() {
        return tags.stream().flatMap(tag -> tag.calls().stream());
    }

    public Optional<Call> call(String id) {
        return calls().filter(call -> call.id().equals(id)).findFirst();
    }

    public Optional<Shape> schema(String name) {
        return Optional.ofNullable(schemas.get(name));
    }
}
