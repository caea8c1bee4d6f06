package io.guildhall.imports.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.association.domain.Item;
import io.guildhall.association.domain.LinkWish;
import io.guildhall.association.domain.LinkWish.ChildWish;
import io.guildhall.association.domain.LinkWish.CompanyWish;
import io.guildhall.association.domain.LinkWish.ParentWish;
import io.guildhall.customer.domain.Identifier;
import io.guildhall.customer.domain.IdentifierType;
import io.guildhall.customer.domain.PersonDraft;
import io.guildhall.customer.domain.ProfileDraft;
import io.guildhall.customer.domain.ProfileDraft.DraftIdentifier;
import io.guildhall.customer.domain.ProfileKey;
import io.guildhall.error.Pointer;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.Role;
import io.guildhall.org.domain.Fields;
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

    private static PersonDraft person(String key) {
        DraftIdentifier identifier = new DraftIdentifier(new Identifier(IdentifierType.EXTERNAL_ID, key), Pointer.ROOT);
        ProfileDraft profile = new ProfileDraft(
                new ProfileKey("INSTORE", ""), null, null, List.of(identifier), List.of(), Fields.NONE);
        return new PersonDraft(
                Pointer.ROOT,
                null,
                List.of(profile),
                Fields.NONE,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Leaning leaning(String hierarchy, String role, String parent, CompanyWish company, String... children) {
        LinkWish link = new LinkWish(
                Pointer.ROOT,
                hierarchy,
                role,
                null,
                parent == null ? null : new ParentWish(person(parent), null),
                java.util.Arrays.stream(children)
                        .map(child -> new ChildWish(person(child), null))
                        .toList(),
                company,
                List.of());
        return Leaning.of(new Item(person("ME"), link), HIERARCHIES);
    }

    private static CompanyWish company(boolean named) {
        return new CompanyWish(Pointer.ROOT, "C", null, named ? "Name" : null, named ? "LOOSE" : null);
    }

    @Test
    void aRowLeansOnItsParentAndComesAfterShallowerRoles() {
        Leaning child = leaning("LOOSE", "DRIVER", "PARENT", null);
        Leaning parent = Leaning.of(new Item(person("PARENT"), null), HIERARCHIES);

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
        Set<Long> needed = new HashSet<>(leaning("STRICT", "DRIVER", null, company(false)).needs());

        assertThat(needed).containsAll(leaning("STRICT", "OWNER", null, company(true)).makes().stream()
                .filter(hash -> !leaning("LOOSE", "OWNER", null, company(true)).makes().contains(hash))
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
