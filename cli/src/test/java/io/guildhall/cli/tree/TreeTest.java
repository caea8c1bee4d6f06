package io.guildhall.cli.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.cli.Shell;
import io.guildhall.cli.Shell.Run;
import io.guildhall.cli.StubService;
import io.guildhall.cli.StubService.Reply;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeTest {
    @TempDir
    Path home;

    private StubService service;

    @BeforeEach
    void start() throws IOException {
        service = new StubService()
                .on("GET", "/v2/companies", Reply.json(200, company(1, "HQ", "Head office", "")))
                .on("GET", "/v2/companies/all", Reply.json(200, """
                        {"pagination": {"total": 2}, "data": [%s, %s]}""".formatted(
                                company(1, "HQ", "Head office", ""),
                                company(2, "DEPOT", "Depot", ", \"parentCompany\": {\"companyId\": 1}"))))
                .on(
                        "GET",
                        "/v2/customers/bulk",
                        request -> request.query().contains("Value=1&")
                                ? !request.query().contains("offset=0")
                                        ? people(4)
                                        : people(
                                                4,
                                                person(10, "Ada", "OWNER", 0),
                                                person(11, "李 明", "LEAD", 10),
                                                person(12, "Zoe", "DRIVER", 11))
                                : people(1, person(20, "Ben", "DRIVER", 11)));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void drawsPeopleUnderTheirParentsAndCompaniesBelow() {
        Run run = new Shell(home)
                .at(service.address())
                .onTerminal()
                .with("NO_COLOR", "1")
                .run("tree", "HQ", "--limit", "4");

        assertThat(run.results()).isEqualTo("""
                Head office [HQ, FLEET]
                ├── Ada (OWNER, 10)
                │   └── 李 明 (LEAD, 11)
                │       └── Zoe (DRIVER, 12)
                ├── ... 1 more people
                └── Depot [DEPOT, FLEET]
                    └── Ben (DRIVER, 20), under Person 11 (11)
                """);
        assertThat(run.talk()).isEqualTo("2 companies, 4 people\nCut: 1 people are left out; --limit shows more.\n");
    }

    @Test
    void isPlainInAFileAndWholeInJson() {
        Shell shell = new Shell(home).at(service.address());

        assertThat(shell.run("tree", "HQ").results()).contains("\n|-- Ada (OWNER, 10)\n|   `-- 李 明 (LEAD, 11)\n");
        assertThat(shell.run("tree", "HQ", "--output", "json").results())
                .contains("\"peopleLeftOut\" : 1")
                .contains("\"subCompanies\" : [ {");
    }

    private static Reply people(int total, String... people) {
        return Reply.json(
                200, "{\"entity\": {\"total\": %d, \"customers\": [%s]}}".formatted(total, String.join(",", people)));
    }

    private static String person(long id, String name, String role, long parent) {
        String above = parent == 0
                ? ""
                : ", \"parentCustomer\": {\"profiles\": [{\"userId\": %d, \"firstName\": \"Person %d\"}]}"
                        .formatted(parent, parent);
        return "{\"profiles\": [{\"userId\": %d, \"firstName\": \"%s\"}], \"roleCode\": \"%s\"%s}"
                .formatted(id, name, role, above);
    }

    private static String company(long id, String key, String name, String more) {
        return """
                {"companyId": %d, "externalId": "%s", "name": "%s", "hierarchyDefinitionCode": "FLEET", "isActive": true%s}""".formatted(id, key, name, more);
    }
}
