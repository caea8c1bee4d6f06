package io.guildhall.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonMembersTest {
    private final JsonMapper json = new JsonMapper();
    private final List<Problem> problems = new ArrayList<>();

    private JsonMembers members(String text) {
        return JsonMembers.of(json.readTree(text), Pointer.ROOT.child(3), problems);
    }

    private List<String> places() {
        return problems.stream()
                .map(problem -> problem.code().number() + " " + problem.field())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"' a b ', a b", "7, 7", "1.5, 1.5", "true, true", "'', ''"})
    void scalarsBecomeTextWithoutTheWhiteSpaceAroundThem(String sent, String read) {
        String member = sent.equals("7") || sent.equals("1.5") || sent.equals("true") ? sent : "\"" + sent + "\"";

        assertThat(members("{\"m\":" + member + "}").text("m")).isEqualTo(read);
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00x\"", "\"x\\ud800y\""})
    void whatIsNoTextIsRefusedAtItsPlace(String sent) {
        assertThat(members("{\"m\":" + sent + "}").text("m")).isNull();
        assertThat(places()).containsExactly("400 /3/m");
    }

    @Test
    void aTextMayHaveAsManyCodePointsAsAllowedAndNoMore() {
        assertThat(members("{\"m\":\"" + "🚚".repeat(255) + "\"}").text("m")).hasSize(510);
        assertThat(problems).isEmpty();

        assertThat(members("{\"m\":\"" + "x".repeat(256) + "\"}").text("m")).isNull();
        assertThat(places()).containsExactly("400 /3/m");
    }

    @Test
    void nullIsAbsentButThere() {
        JsonMembers members = members("{\"m\":null}");

        assertThat(members.text("m")).isNull();
        assertThat(members.flag("m")).isNull();
        assertThat(members.wholeNumber("m")).isNull();
        assertThat(members.object("m")).isNull();
        assertThat(members.objects("m")).isEmpty();
        assertThat(members.has("m")).isTrue();
        assertThat(members.has("n")).isFalse();
        assertThat(problems).isEmpty();
    }

    @Test
    void membersOfAnotherTypeAreRefusedAtTheirPlace() {
        JsonMembers members = members("{\"f\":\"true\",\"n\":1.5,\"o\":[],\"a\":{},\"e\":[1]}");

        assertThat(members.flag("f")).isNull();
        assertThat(members.wholeNumber("n")).isNull();
        members.object("o");
        members.objects("a");
        assertThat(members.objects("e")).hasSize(1);
        assertThat(places()).containsExactly("400 /3/f", "400 /3/n", "400 /3/o", "400 /3/a", "400 /3/e/0");
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5",
        "-5, -5",
        "99999999999999999999999999, 9223372036854775807",
        "-99999999999999999999999999, -9223372036854775808"
    })
    void numbersBeyondTheRangeBecomeItsEnd(String sent, long read) {
        assertThat(members("{\"m\":" + sent + "}").wholeNumber("m")).isEqualTo(read);
    }

    @Test
    void aMemberIsReadUnderAnyOfItsNames() {
        assertThat(members("{\"isActive\":false}").flag("active", "isActive")).isFalse();
        assertThat(members("{\"active\":true,\"isActive\":true}").flag("active", "isActive"))
                .isTrue();
        assertThat(members("{\"isActive\":true}").spelledAs("active", "isActive"))
                .isEqualTo("isActive");
        assertThat(members("{}").spelledAs("active", "isActive")).isEqualTo("active");
        assertThat(problems).isEmpty();
    }

    @Test
    void twoNamesThatContradictEachOtherAreRefused() {
        members("{\"active\":true,\"isActive\":false}").flag("active", "isActive");

        assertThat(places()).containsExactly("400 /3/isActive");
    }

    @Test
    void valuesArePlainAndUnusableCharactersInThemAreRefused() {
        assertThat(members("{\"v\":{\"a\":\"x\",\"b\":1,\"c\":true,\"d\":[1],\"e\":{},\"f\":null}}")
                        .values("v"))
                .containsOnlyKeys("a", "b", "c", "d", "e", "f")
                .containsEntry("a", "x")
                .containsEntry("f", null);
        assertThat(problems).isEmpty();

        assertThat(members("{\"v\":{\"a\":\"\\u0000\",\"\\ud800\":1,\"ok\":2}}").values("v"))
                .containsOnlyKeys("ok");
        assertThat(places()).containsExactly("400 /3/v/a", "400 /3/v");
    }

    @Test
    void unknownMembersAreNamedWithoutCharactersThatCannotBeAnswered() {
        members("{\"ok\":1,\"typo\":2,\"\\ud800\":3}").refuseOthersThan(Set.of("ok"));

        assertThat(places()).containsExactly("400 /3/typo", "400 /3/\ufffd");
    }

    @Test
    void aRuleIsNotHeardAboutWhatCouldNotBeRead() {
        Pointer roles = Pointer.ROOT.child("roles");
        Problem unreadable = Problem.of(io.guildhall.error.ErrorCode.BAD_REQUEST, roles.child(1));
        Problem inside = Problem.of(
                io.guildhall.error.ErrorCode.ROLE_CODE_EMPTY, roles.child(1).child("code"));
        Problem same = Problem.of(io.guildhall.error.ErrorCode.ROLE_CODE_EMPTY, roles.child(1));
        Problem beside = Problem.of(
                io.guildhall.error.ErrorCode.ROLE_CODE_EMPTY, roles.child(10).child("code"));

        assertThat(ReadProblems.combined(List.of(unreadable), List.of(inside, same, beside)))
                .containsExactly(unreadable, beside);
    }
}
