package io.guildhall.cli.tree;

import static io.guildhall.cli.work.People.text;

import io.guildhall.cli.service.Json;
import io.guildhall.cli.tree.TreeDrawing.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A company with its sub-companies and the people of each, as they stand under one another.
///
/// @param left people of this company that were not read
record CompanyTree(JsonNode company, List<CompanyTree> parts, List<Standing> people, long left) {
    /// @param elsewhere the name of a parent who belongs to another company or was not read; else empty
    record Standing(long id, String name, String role, String elsewhere, List<Standing> below) {
        Standing {
            below = List.copyOf(below);
        }

        private Node node() {
            String above = elsewhere.isEmpty() ? "" : ", under " + elsewhere;
            return new Node(
                    "%s (%s%d)%s".formatted(name, role.isEmpty() ? "" : role + ", ", id, above),
                    below.stream().map(Standing::node).toList());
        }

        private JsonNode json() {
            ObjectNode json = Json.MAPPER.createObjectNode();
            json.put("id", id).put("name", name).put("roleCode", role);
            ArrayNode children = json.putArray("children");
            below.forEach(child -> children.add(child.json()));
            return json;
        }

        private long count() {
            return 1 + below.stream().mapToLong(Standing::count).sum();
        }
    }

    CompanyTree {
        parts = List.copyOf(parts);
        people = List.copyOf(people);
    }

    Node node() {
        List<Node> below = new ArrayList<>();
        people.forEach(person -> below.add(person.node()));
        if (left > 0) {
            below.add(new Node(String.format(Locale.ROOT, "... %,d more people", left), List.of()));
        }
        parts.forEach(part -> below.add(part.node()));
        String name = text(company, "name");
        String key = text(company, "externalId");
        String state = company.path("isActive").asBoolean(true) ? "" : ", switched off";
        return new Node("%s [%s, %s%s]".formatted(name, key, text(company, "hierarchyDefinitionCode"), state), below);
    }

    JsonNode json() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.set("company", company);
        ArrayNode roots = json.putArray("people");
        people.forEach(person -> roots.add(person.json()));
        json.put("peopleLeftOut", left);
        ArrayNode below = json.putArray("subCompanies");
        parts.forEach(part -> below.add(part.json()));
        return json;
    }

    /// Companies of the tree, this one included.
    long companies() {
        return 1 + parts.stream().mapToLong(CompanyTree::companies).sum();
    }

    long peopleShown() {
        return people.stream().mapToLong(Standing::count).sum()
                + parts.stream().mapToLong(CompanyTree::peopleShown).sum();
    }

    long peopleLeft() {
        return left + parts.stream().mapToLong(CompanyTree::peopleLeft).sum();
    }
}
