package io.guildhall.docs;

import io.guildhall.docs.Contract.Answer;
import io.guildhall.docs.Contract.Body;
import io.guildhall.docs.Contract.Call;
import io.guildhall.docs.Contract.Content;
import io.guildhall.docs.Contract.Example;
import io.guildhall.docs.Contract.Login;
import io.guildhall.docs.Contract.Parameter;
import io.guildhall.docs.Contract.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// Reads our own OpenAPI document: what it uses of that language, and no more.
final class ContractReader {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    /// Laid out as browsers lay it out.
    private static final ObjectWriter JSON = new JsonMapper()
            .writer()
            .with(new DefaultPrettyPrinter()
                    .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"))
                    .withObjectIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"))
                    .withSeparators(
                            Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER)));

    private final Document document;
    private final Shapes shapes;

    private ContractReader(Document document) {
        this.document = document;
        this.shapes = new Shapes(document);
    }

    static Contract read(Map<?, ?> root) {
        return new ContractReader(new Document(root)).contract();
    }

    private Contract contract() {
        Map<?, ?> info = Document.map(document.root().get("info"));
        Map<String, Shape> schemas = new LinkedHashMap<>();
        Document.map(Document.map(document.root().get("components")).get("schemas"))
                .forEach((name, schema) -> schemas.put(name.toString(), shapes.open(schema)));
        return new Contract(Document.text(info, "version"), Document.text(info, "description"), tags(), schemas);
    }

    private List<Tag> tags() {
        List<Call> calls = calls();
        return Document.list(document.root().get("tags")).stream()
                .map(Document::map)
                .map(tag -> {
                    String name = Document.text(tag, "name");
                    return new Tag(
                            name,
                            Document.text(tag, "description"),
                            calls.stream()
                                    .filter(call -> call.tag().equals(name))
                                    .toList());
                })
                .toList();
    }

    private List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        Document.map(document.root().get("paths")).forEach((path, written) -> {
            Map<?, ?> item = Document.map(written);
            item.forEach((method, operation) -> {
                if (METHODS.contains(method.toString())) {
                    calls.add(call(path.toString(), method.toString(), item, Document.map(operation)));
                }
            });
        });
        return calls;
    }

    private Call call(String path, String method, Map<?, ?> item, Map<?, ?> operation) {
        List<Object> parameters = new ArrayList<>(Document.list(item.get("parameters")));
        parameters.addAll(Document.list(operation.get("parameters")));
        return new Call(
                Document.text(operation, "operationId"),
                method.toUpperCase(Locale.ROOT),
                path,
                Document.texts(operation.get("tags")).getFirst(),
                login(operation),
                Document.text(operation, "summary"),
                Document.text(operation, "description"),
                parameters.stream()
                        .map(parameter -> parameter(document.resolved(parameter)))
                        .toList(),
                operation.containsKey("requestBody") ? body(document.resolved(operation.get("requestBody"))) : null,
                answers(Document.map(operation.get("responses"))));
    }

    private static Login login(Map<?, ?> operation) {
        if (!operation.containsKey("security")) {
            return Login.TILL;
        }
        List<?> ways = Document.list(operation.get("security"));
        if (ways.isEmpty()) {
            return Login.NONE;
        }
        return ways.stream().anyMatch(way -> Document.map(way).containsKey("operator")) ? Login.OPERATOR : Login.TILL;
    }

    private Parameter parameter(Map<?, ?> parameter) {
        Map<?, ?> schema = document.merged(document.resolved(parameter.get("schema")));
        List<String> choices =
                "boolean".equals(schema.get("type")) ? List.of("true", "false") : Document.texts(schema.get("enum"));
        return new Parameter(
                Document.text(parameter, "name"),
                Document.text(parameter, "in"),
                Document.isTrue(parameter, "required"),
                Document.text(parameter, "description"),
                shapes.open(schema),
                choices,
                Document.text(parameter, "example"));
    }

    private Body body(Map<?, ?> body) {
        return new Body(
                Document.text(body, "description"), Document.isTrue(body, "required"), contents(body.get("content")));
    }

    private List<Answer> answers(Map<?, ?> responses) {
        List<Answer> answers = new ArrayList<>();
        responses.forEach((status, written) -> {
            Map<?, ?> response = document.resolved(written);
            Map<String, String> headers = new LinkedHashMap<>();
            Document.map(response.get("headers"))
                    .forEach((name, header) ->
                            headers.put(name.toString(), Document.text(document.resolved(header), "description")));
            answers.add(new Answer(
                    status.toString(),
                    Document.text(response, "description"),
                    headers,
                    contents(response.get("content"))));
        });
        return answers;
    }

    private List<Content> contents(@Nullable Object written) {
        List<Content> contents = new ArrayList<>();
        Document.map(written).forEach((type, value) -> {
            Map<?, ?> content = Document.map(value);
            Object schema = content.get("schema");
            boolean binary = "binary".equals(document.resolved(schema).get("format"));
            contents.add(new Content(
                    type.toString(), binary, schema == null ? null : shapes.open(schema), examples(content)));
        });
        return contents;
    }

    private List<Example> examples(Map<?, ?> content) {
        List<Example> examples = new ArrayList<>();
        if (content.containsKey("example")) {
            examples.add(new Example("example", text(content.get("example"))));
        }
        Document.map(content.get("examples")).forEach((name, written) -> {
            Map<?, ?> example = document.resolved(written);
            String summary = Document.text(example, "summary");
            examples.add(new Example(summary.isEmpty() ? name.toString() : summary, text(example.get("value"))));
        });
        return examples;
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : JSON.writeValueAsString(value);
    }
}
