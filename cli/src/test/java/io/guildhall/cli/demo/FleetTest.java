package io.guildhall.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.cli.demo.Fleet.Person;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FleetTest {
    private final List<Person> people = people();

    @Test
    void itIsTheSameEachTime() {
        assertThat(people()).isEqualTo(people).hasSize(20_000);
    }

    @Test
    void nobodyIsInItTwice() {
        assertThat(people).extracting(Person::externalId).doesNotHaveDuplicates();
        assertThat(people).extracting(Person::email).doesNotHaveDuplicates();
        assertThat(people)
                .extracting(Person::mobile)
                .filteredOn(mobile -> !mobile.isEmpty())
                .hasSize(Fleet.COMPANIES)
                .doesNotHaveDuplicates();
    }

    @Test
    void childrenStandBeforeTheirParentsInTheSameCompany() {
        Map<String, Person> byId = people.stream().collect(Collectors.toMap(Person::externalId, Function.identity()));
        Set<String> above = new HashSet<>();

        for (Person person : people) {
            above.add(person.externalId());
            if (!person.parent().isEmpty()) {
                assertThat(above).doesNotContain(person.parent());
                assertThat(byId.get(person.parent()).company()).isEqualTo(person.company());
            }
        }
    }

    @Test
    void itsDriversStandInNoOrder() {
        List<String> drivers = people.stream()
                .filter(person -> person.role().equals("DRIVER"))
                .map(Person::externalId)
                .toList();

        assertThat(drivers).isNotEqualTo(drivers.stream().sorted().toList());
    }

    @Test
    void theOrganisationHasTheRolesAndRoomForTheChildren() {
        Map<String, Integer> room = new HashMap<>();
        for (JsonNode hierarchy : DemoData.organisation(Credentials.random()).path("hierarchies")) {
            if (hierarchy.path("code").asString("").equals("NORFLEET")) {
                hierarchy
                        .path("roles")
                        .forEach(role -> room.put(
                                role.path("code").asString(""),
                                role.path("maxChild").asInt(0)));
            }
        }
        Map<String, Long> children = people.stream()
                .filter(person -> !person.parent().isEmpty())
                .collect(Collectors.groupingBy(Person::parent, Collectors.counting()));

        assertThat(people)
                .allSatisfy(person -> assertThat(children.getOrDefault(person.externalId(), 0L))
                        .isLessThanOrEqualTo(room.get(person.role()).longValue()));
    }

    private static List<Person> people() {
        Fleet fleet = new Fleet();
        return IntStream.range(0, Fleet.PEOPLE).mapToObj(fleet::at).toList();
    }
}
