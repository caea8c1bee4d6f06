package io.guildhall.cli.company;

import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.work.Facts;
import io.guildhall.cli.work.People;
import io.guildhall.cli.work.ServiceCommand;
import io.guildhall.cli.work.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "show",
        header = "show a company",
        description = "Inactive companies are shown too.",
        footer = {"guildhall company show ARDEN-HQ", "guildhall company show id:17 --output json"})
final class ShowCompany extends ServiceCommand {
    @Parameters(paramLabel = "COMPANY", description = "Key of the company, or id:NUMBER.")
    private String company = "";

    ShowCompany(Environment environment) {
        super(environment);
    }

    @Override
    protected ExitCode run(Workplace place) throws InterruptedException {
        JsonNode found = Companies.one(place, company);
        if (place.json()) {
            place.output().json(found);
            return ExitCode.DONE;
        }
        JsonNode parent = found.path("parentCompany");
        Facts facts = new Facts()
                .add("Key", People.text(found, "externalId"))
                .add("Name", People.text(found, "name"))
                .add("Id", People.text(found, "companyId"))
                .add("Hierarchy", People.text(found, "hierarchyDefinitionCode"))
                .add(
                        "Part of",
                        parent.isObject()
                                ? "%s, %s".formatted(People.text(parent, "externalId"), People.text(parent, "name"))
                                : "")
                .add("State", found.path("isActive").asBoolean(true) ? "active" : "switched off");
        found.path("extendedFields")
                .properties()
                .forEach(field -> facts.add(field.getKey(), field.getValue().asString("")));
        facts.print(place.output());
        return ExitCode.DONE;
    }
}
