package io.guildhall.cli.demo;

import io.guildhall.cli.demo.DemoCase.Call;
import io.guildhall.cli.table.Cell;
import io.guildhall.cli.table.Column;
import io.guildhall.cli.table.Table;
import io.guildhall.cli.terminal.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Makes the organisation and its companies and shows them.
final class SetUp {
    static final String ORGANISATION = "/admin/v1/orgs/norland";

    private final Service service;
    private final Output output;
    private final List<List<Cell>> rows = new ArrayList<>();

    SetUp(Service service, Output output) {
        this.service = service;
        this.output = output;
    }

    void run(Credentials credentials) throws InterruptedException {
        JsonNode document = DemoData.organisation(credentials);
        output.heading("Setting up " + document.path("name").asString(""));
        call(Login.OPERATOR, "PUT", ORGANISATION, document);
        document.path("tills").forEach(till -> row("till", till, "code", "name", "role"));
        document.path("sources").forEach(source -> row("source", source, "source", null, null));
        document.path("customFields").forEach(field -> row("custom field", field, "name", null, "dataType"));
        document.path("extendedFields").forEach(field -> row("extended field", field, "name", "entity", "dataType"));
        document.path("hierarchies").forEach(this::hierarchy);
        for (JsonNode company : DemoData.companies()) {
            JsonNode answer = call(Login.DESK, "POST", "/v2/companies", company);
            String parent = company.path("parentCompany").path("externalId").asString("");
            rows.add(cells(
                    "company",
                    company.path("externalId").asString(""),
                    company.path("name").asString(""),
                    "id " + answer.path("companyId").asString("?") + (parent.isEmpty() ? "" : ", part of " + parent)));
        }
        output.table(new Table(
                List.of(Column.code("Set up"), Column.code("Code"), Column.text("Name"), Column.text("Details")),
                rows));
    }

    private void hierarchy(JsonNode hierarchy) {
        List<String> roles = new ArrayList<>();
        hierarchy.path("roles").forEach(role -> roles.add(role.path("code").asString("")));
        rows.add(cells(
                "hierarchy",
                hierarchy.path("code").asString(""),
                hierarchy.path("name").asString(""),
                String.join(" > ", roles)));
    }

    private void row(String kind, JsonNode object, String code, @Nullable String name, @Nullable String details) {
        rows.add(cells(
                kind,
                object.path(code).asString(""),
                name == null ? "" : object.path(name).asString(""),
                details == null ? "" : object.path(details).asString("")));
    }

    private static List<Cell> cells(String kind, String code, String name, String details) {
        return List.of(Cell.of(kind), Cell.of(code), Cell.of(name), Cell.of(details));
    }

    private JsonNode call(Login as, String method, String path, JsonNode body) throws InterruptedException {
        Reply reply = service.send(new Call(as, method, path, Map.of(), Map.of(), body));
        if (reply.status() != 200) {
            throw new DemoFailure(
                    "%s %s was answered with %d: %s".formatted(method, path, reply.status(), reply.body()));
        }
        return reply.body();
    }
}
