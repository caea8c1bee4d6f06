package io.guildhall.benchmarks.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PeopleTest {
    @Test
    void noTwoNumbersHaveTheSameDigits() {
        assertThat(LongStream.range(0, 300_000).mapToObj(Digits::of))
                .doesNotHaveDuplicates()
                .allMatch(digits -> digits.matches("\\d{8}"));
        assertThatThrownBy(() -> Digits.of(100_000_000)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyChildOfAFamilyIsNewAndHasEverything() {
        JsonNode items = JsonMapper.shared().readTree(People.children(3));

        assertThat(items).hasSize(1_000);
        Set<String> mobiles = new HashSet<>();
        Set<String> parents = new HashSet<>();
        for (JsonNode item : items) {
            JsonNode profile = item.path("profiles").path(0);
            assertThat(profile.path("identifiers")).hasSize(3);
            assertThat(profile.path("commChannels")).hasSize(2);
            assertThat(profile.path("fields")).hasSize(2);
            assertThat(item.path("extendedFields")).hasSize(2);
            mobiles.add(profile.at("/identifiers/0/value").asString(""));
            parents.add(item.at("/associationDetails/parentCustomer/profiles/0/identifiers/0/value")
                    .asString(""));
        }
        assertThat(mobiles).hasSize(1_000);
        assertThat(parents).hasSize(50);
    }

    @Test
    void aMoveNamesTheSamePeopleAndNoneOfTheirParents() {
        JsonNode children = JsonMapper.shared().readTree(People.children(0));
        JsonNode moves = JsonMapper.shared().readTree(People.move(0));

        for (int i = 0; i < children.size(); i++) {
            assertThat(moves.get(i).at("/profiles/0/identifiers/0/value"))
                    .isEqualTo(children.get(i).at("/profiles/0/identifiers/0/value"));
            String parent = "/associationDetails/parentCustomer/profiles/0/identifiers/0/value";
            assertThat(moves.get(i).at(parent)).isNotEqualTo(children.get(i).at(parent));
            String company = "/associationDetails/fleetCompany/externalId";
            assertThat(moves.get(i).at(company)).isEqualTo(children.get(i).at(company));
        }
    }
}
