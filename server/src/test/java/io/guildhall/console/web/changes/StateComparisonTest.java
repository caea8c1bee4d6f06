package io.guildhall.console.web.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.change.domain.ChangeRecord.EntityType;
import io.guildhall.console.web.changes.StateComparison.Line;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StateComparisonTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static List<String> lines(EntityType type, String before, String after) {
        return StateComparison.of(type, read(before), read(after)).stream()
                .map(line -> String.join("/", line.path()) + ": " + text(line.before()) + " -> " + text(line.after())
                        + (line.isChanged() ? "" : " (same)"))
                .toList();
    }

    private static JsonNode read(String state) {
        return state == null ? null : JSON.readTree(state.replace('\'', '"'));
    }

    private static String text(JsonNode leaf) {
        return leaf == null ? "-" : StateComparison.text(leaf);
    }

    @Test
    void tellsIdentifiersApartByTheirTypeAndProfilesByTheirSource() {
        assertThat(lines(
                        EntityType.CUSTOMER,
                        "{'profiles':[{'source':'INSTORE','accountId':'','identifiers':[{'type':'mobile','value':'1'}]}]}",
                        "{'profiles':[{'source':'WEB','accountId':'a','firstName':'Ada'},{'source':'INSTORE',"
                                + "'accountId':'','identifiers':[{'type':'mobile','value':'2'},"
                                + "{'type':'email','value':'a@b.c'}]}]}"))
                .containsExactly(
                        "profiles/WEB · a/firstName: - -> Ada",
                        "profiles/INSTORE/identifiers/mobile: 1 -> 2",
                        "profiles/INSTORE/identifiers/email: - -> a@b.c");
    }

    @Test
    void keepsSeveralOfOneTypeApart() {
        assertThat(lines(
                        EntityType.CUSTOMER,
                        null,
                        "{'profiles':[{'source':'S','identifiers':[{'type':'mobile','value':'1'},"
                                + "{'type':'mobile','value':'2'}]}]}"))
                .containsExactly("profiles/S/identifiers/mobile: - -> 1", "profiles/S/identifiers/mobile 2: - -> 2");
    }

    @Test
    void leavesOutWhatSaysNothing() {
        assertThat(lines(
                        EntityType.ASSOCIATION,
                        "{'roleCode':'OWNER','defaultChild':false,'x':'','y':null,'z':[]}",
                        "{'roleCode':'OWNER','defaultChild':false}"))
                .containsExactly("roleCode: OWNER -> OWNER (same)");
        assertThat(lines(EntityType.ASSOCIATION, "{'defaultChild':false}", "{'defaultChild':true}"))
                .containsExactly("defaultChild: false -> true");
    }

    @Test
    void tellsWhoJoinedAGroupAndWhoLeft() {
        assertThat(lines(
                        EntityType.GROUP,
                        "{'externalId':'g','members':[{'customerId':1,'primaryMember':true}]}",
                        "{'externalId':'g','members':[{'customerId':2,'primaryMember':false}]}"))
                .containsExactly("externalId: g -> g (same)", "members/2: - -> 2", "members/1: 1 -> -");
    }

    @Test
    void showsACompanyAboveByItsIdAlone() {
        assertThat(lines(
                        EntityType.COMPANY,
                        "{'companyId':5,'name':'A'}",
                        "{'companyId':5,'name':'A','parentCompany':{'companyId':3,'externalId':'P','name':'Up'}}"))
                .containsExactly("name: A -> A (same)", "parentCompany: - -> 3");
    }

    @Test
    void copesWithAValueThatBecameAnObject() {
        assertThat(lines(EntityType.CUSTOMER, "{'a':1}", "{'a':{'b':2}}")).containsExactly("a/b: - -> 2", "a: 1 -> -");
    }

    @Test
    void namesNoValueInItsText() {
        assertThat(StateComparison.of(EntityType.CUSTOMER, null, read("{'firstName':'Ada'}"))
                        .toString())
                .doesNotContain("Ada");
    }

    @Test
    void comparesListsOfPlainValuesAsOne() {
        List<Line> lines = StateComparison.of(
                EntityType.HIERARCHY,
                read("{'roles':[{'code':'OWNER','permissions':['A']}]}"),
                read("{'roles':[{'code':'OWNER','permissions':['A','B']}]}"));
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.path()).containsExactly("roles", "OWNER", "permissions");
            assertThat(StateComparison.text(line.after())).isEqualTo("A, B");
        });
    }
}
