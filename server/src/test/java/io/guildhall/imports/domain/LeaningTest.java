package io.guildhall.imports.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.customer.domain.IdentifierType;
import io.guildhall.customer.domain.MatchKey;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.Role;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeaningTest {
    private static final List<Hierarchy> HIERARCHIES = List.of(hierarchy("LOOSE", false), hierarchy("STRICT", true));

    private static Hierarchy hierarchy(String code, boolean strict) {
        return new Hierarchy(
                1,
                code,
                code,
                "",
                true,
                false,
                strict,
                false,
                false,
                List.of(role("OWNER", "MANAGER"), role("MANAGER", "DRIVER"), role("DRIVER", null)),
                null,
                Instant.EPOCH);
    }

    private static Role role(String code, String below) {
        return new Role(code, below, 5, List.of(), false, false);
    }

    private static MatchKey key(String key) {
        return new MatchKey(IdentifierType.EXTERNAL_ID, key);
    }

    private static Leaning leaning(String hierarchy, String role, String parent, String company, String... children) {
        List<MatchKey> registers = new java.util.ArrayList<>(List.of(key("ME")));
        for (String child : children) {
            registers.add(key(child));
        }
        return Leaning.of(
                new Named(
                        registers,
                        parent == null ? List.of() : List.of(key(parent)),
                        hierarchy,
                        role,
                        company == null ? null : "C",
                        "named".equals(company),
                        1 + children.length + (parent == null ? 0 : 1)),
                HIERARCHIES);
    }

    private static String company(boolean named) {
        return named ? "named" : "bare";
    }

    @Test
    void aRowLeansOnItsParentAndComesAfterShallowerRoles() {
        Leaning child = leaning("LOOSE", "DRIVER", "PARENT", null);
        Leaning parent =
                Leaning.of(new Named(List.of(key("PARENT")), List.of(), null, null, null, false, 1), HIERARCHIES);

        assertThat(child.leans()).isEqualTo(parent.registers());
        assertThat(child.level()).isEqualTo(2);
        assertThat(child.people()).isEqualTo(2);
    }

    @Test
    void aRowRegistersItsChildrenToo() {
        Leaning family = leaning("LOOSE", "MANAGER", "ME", null, "A", "B");

        assertThat(family.registers()).hasSize(3);
        assertThat(family.leans()).as("nobody leans on themselves").isEmpty();
    }

    @Test
    void aCompanyIsMadeByWhoNamesItAndNeededByTheOthers() {
        assertThat(leaning("LOOSE", "DRIVER", null, company(true)).makes())
                .isEqualTo(leaning("LOOSE", "DRIVER", null, company(false)).needs());
    }

    @Test
    void inStrictHierarchiesWhoNamesNoParentNeedsSomebodyAbove() {
        Set<Long> needed =
                new HashSet<>(leaning("STRICT", "DRIVER", null, company(false)).needs());

        assertThat(needed)
                .containsAll(leaning("STRICT", "OWNER", null, company(true)).makes().stream()
                        .filter(hash -> !leaning("LOOSE", "OWNER", null, company(true))
                                .makes()
                                .contains(hash))
                        .toList());
        assertThat(leaning("STRICT", "DRIVER", "PARENT", company(false)).needs())
                .hasSize(1);
    }

    @Test
    void hashesOfNeighboursAreFarApart() {
        Set<Long> hashes = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            hashes.add(Leaning.hash("person", "MOBILE", "4477009" + i));
        }

        assertThat(hashes).hasSize(100_000);
        assertThat(Leaning.hash("a", "bc")).isNotEqualTo(Leaning.hash("ab", "c"));
    }
}
