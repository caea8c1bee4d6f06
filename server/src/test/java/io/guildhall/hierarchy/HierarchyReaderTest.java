package io.guildhall.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.hierarchy.HierarchyReader.Strangers;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.hierarchy.domain.HierarchyChange;
import io.guildhall.hierarchy.domain.HierarchyDraft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class HierarchyReaderTest {
    private static final String ROLES =
            "\"roles\":[{\"code\":\"A\",\"childRoleCode\":\"B\",\"maxChild\":3},{\"code\":\"B\"}]";

    private final JsonMapper json = new JsonMapper();
    private final List<Problem> problems = new ArrayList<>();

    private HierarchyDraft read(String body) {
        return HierarchyReader.read(json.readTree(body), Pointer.ROOT, Strangers.OVERLOOKED, problems);
    }

    private List<String> found(String body) {
        read(body);
        return problems.stream()
                .map(problem -> problem.code().number() + " " + problem.field())
                .toList();
    }

    @Test
    void fillsInWhatWasLeftOut() {
        HierarchyDraft draft = read("{\"code\":\"H\"," + ROLES + "}");

        assertThat(problems).isEmpty();
        assertThat(draft.name()).isEmpty();
        assertThat(draft.active()).isNull();
        assertThat(draft.strict()).isTrue();
        assertThat(draft.skipRoleAllowed()).isFalse();
        assertThat(draft.autoGroupCreationEnabled()).isFalse();
        assertThat(draft.isDefault()).isFalse();
    }

    @Test
    void takesTheNamesOf2026() {
        HierarchyDraft draft = read("{\"code\":\"H\",\"isHierarchyCreationStrict\":false,\"isSkipRoleAllowed\":true,"
                + "\"isAutoGroupCreationEnabled\":false,\"isDefault\":true,\"isActive\":false," + ROLES + "}");

        assertThat(problems).isEmpty();
        assertThat(draft.strict()).isFalse();
        assertThat(draft.skipRoleAllowed()).isTrue();
        assertThat(draft.isDefault()).isTrue();
        assertThat(draft.active()).isFalse();
    }

    @Test
    void theNormalFormReadsAsTheHierarchyItWasMadeFrom() {
        Hierarchy hierarchy = HierarchyChange.created(
                7,
                read("{\"code\":\" Größe \",\"name\":\"n\",\"isDefault\":true,\"roles\":["
                        + "{\"code\":\"A\",\"childRoleCode\":\"B\",\"maxChild\":3,\"pointsAggregationRole\":true,"
                        + "\"permissions\":[{\"permissionCode\":\"earn_points\"}]},{\"code\":\"B\",\"maxChild\":4}]}"),
                null,
                Instant.EPOCH);

        String normal = json.writeValueAsString(HierarchyForm.of(hierarchy));

        assertThat(normal).contains("\"code\":\"Größe\"", "\"default\":true", "\"permissionValue\":true");
        assertThat(HierarchyChange.created(7, read(normal), null, Instant.EPOCH))
                .isEqualTo(hierarchy);
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | 400 ''",
                "{'code':{},'roles':[]} | 400 /code, 1601 /roles",
                "{'code':'H','roles':{}} | 400 /roles",
                "{'code':'H','roles':[1,{'code':'B'}]} | 400 /roles/0",
                "{'code':'H','roles':[{'code':'A','childRoleCode':'B','maxChild':'3'},{'code':'B'}]} | 400 /roles/0/maxChild",
                "{'code':'H','roles':[{'code':[],'childRoleCode':'B','maxChild':3},{'code':'B'}]} | 400 /roles/0/code",
                "{'code':'H','roles':[{'code':'A','childRoleCode':{},'maxChild':3},{'code':'B'}]} | 400 /roles/0/childRoleCode",
                "{'code':'H','hierarchyCreationStrict':1,'roles':[{'code':'A','childRoleCode':'B','maxChild':3},{'code':'B'}]} | 400 /hierarchyCreationStrict",
            })
    void whatCannotBeReadIsToldOnceAndAtItsPlace(String body, String expected) {
        assertThat(String.join(", ", found(body.replace('\'', '"')))).isEqualTo(expected.replace("''", ""));
    }

    @Test
    void textsThatCannotBeStoredAreRefused() {
        assertThat(found("{\"code\":\"a\\u0000\",\"name\":\"\\ud800\",\"description\":\"" + "x".repeat(1_001) + "\","
                        + ROLES + "}"))
                .containsExactly("400 /code", "400 /name", "400 /description");
    }

    @Test
    void theDocumentRefusesUnknownMembersAtEveryLevel() {
        HierarchyReader.read(
                json.readTree("{\"code\":\"H\",\"nam\":\"x\",\"roles\":[{\"code\":\"A\",\"childRoleCode\":\"B\","
                        + "\"maxChild\":3,\"max\":1,\"permissions\":[{\"permissionCode\":\"earn_points\",\"value\":true}]},"
                        + "{\"code\":\"B\"}]}"),
                Pointer.ROOT.child("hierarchies").child(2),
                Strangers.REFUSED,
                problems);

        assertThat(problems)
                .extracting(Problem::field)
                .containsExactly(
                        "/hierarchies/2/nam",
                        "/hierarchies/2/roles/0/max",
                        "/hierarchies/2/roles/0/permissions/0/value");
    }
}
