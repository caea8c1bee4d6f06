package io.guildhall.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.cli.demo.Answer.Named;
import io.guildhall.cli.demo.Answer.Problem;
import io.guildhall.cli.demo.Answer.Row;
import io.guildhall.cli.demo.DemoCase.Call;
import io.guildhall.cli.demo.DemoCase.Expected;
import io.guildhall.cli.demo.DemoCase.ExpectedPerson;
import io.guildhall.cli.demo.DemoCase.ExpectedProblem;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.NullNode;

class ComparisonTest {
    private static final ExpectedPerson NESSA = new ExpectedPerson(
            "Nessa Orchard",
            Outcome.LINKED,
            "DRIVER",
            "HQ",
            false,
            "Greta Voss",
            List.of(),
            List.of(new ExpectedProblem(false, 8056, "/0/a"), new ExpectedProblem(false, 8058, "/0/b")));
    private static final List<Problem> WARNINGS =
            List.of(new Problem(false, 8058, "a channel", "/0/b"), new Problem(false, 8056, "a mobile", "/0/a"));

    @Test
    void isContentWithTheExpectedWhateverTheWordsAndTheOrderOfWarnings() {
        assertThat(differences(false, 200, row(9L, "DRIVER", WARNINGS))).isEmpty();
    }

    @Test
    void namesEveryDifference() {
        assertThat(differences(false, 500, row(null, "DEPOT_MGR", WARNINGS.subList(0, 1))))
                .satisfiesExactly(
                        status -> assertThat(status).isEqualTo("the status: expected 200, got 500"),
                        role -> assertThat(role).isEqualTo("Nessa Orchard's role: expected DRIVER, got DEPOT_MGR"),
                        id -> assertThat(id).isEqualTo("Nessa Orchard having an id: expected true, got false"),
                        problems -> assertThat(problems).startsWith("errors and warnings of Nessa Orchard: expected"));
    }

    @Test
    void wantsNoIdInADryRun() {
        assertThat(differences(true, 200, row(9L, "DRIVER", WARNINGS)))
                .containsExactly("Nessa Orchard having an id: expected false, got true");
        assertThat(differences(true, 200, row(null, "DRIVER", WARNINGS))).isEmpty();
    }

    @Test
    void missesPeople() {
        assertThat(differences(false, 200)).containsExactly("the number of people: expected 1, got 0");
    }

    private static Row row(Long id, String role, List<Problem> problems) {
        return new Row(
                "0",
                "Nessa Orchard",
                id,
                role,
                "HQ",
                false,
                new Named("Greta Voss", 8L),
                List.of(),
                Outcome.LINKED,
                problems);
    }

    private static List<String> differences(boolean dryRun, int status, Row... rows) {
        var request = new Call(Login.DESK, "POST", "/", dryRun ? Map.of("dryRun", "true") : Map.of(), Map.of(), null);
        var expected = new Expected(200, Map.of(), List.of(NESSA), List.of());
        var reply = new Reply(status, HttpHeaders.of(Map.of(), (_, _) -> true), NullNode.getInstance());
        return Comparison.differences(
                new DemoCase("A case", "", request, expected), reply, new Answer(List.of(rows), List.of()));
    }
}
