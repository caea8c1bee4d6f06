package io.guildhall.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.cli.demo.DemoCase.ExpectedPerson;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DemoDataTest {
    @Test
    void everyCaseCanBeReadAndExpectsSomething() {
        assertThat(DemoData.cases()).hasSizeGreaterThanOrEqualTo(8).allSatisfy(demoCase -> {
            assertThat(demoCase.title()).isNotBlank();
            assertThat(demoCase.expect().status()).isBetween(200, 499);
            assertThat(demoCase.expect().people().size()
                            + demoCase.expect().problems().size())
                    .isPositive();
        });
    }

    @Test
    void refusalsAreExpectedWithTheirReason() {
        assertThat(DemoData.cases())
                .flatExtracting(demoCase -> demoCase.expect().people())
                .filteredOn(person -> person.outcome() == Outcome.REFUSED)
                .isNotEmpty()
                .allMatch(person -> person.problems().stream().anyMatch(DemoCase.ExpectedProblem::isError));
    }

    @Test
    void absentMembersOfAnExpectationMeanAbsence() {
        assertThat(DemoData.cases().getFirst().expect().people())
                .extracting(ExpectedPerson::parent)
                .containsOnlyNulls();
    }

    @Test
    void everyTillGetsItsOwnSecret() {
        Credentials credentials = Credentials.random();

        JsonNode organisation = DemoData.organisation(credentials);

        assertThat(organisation.path("tills"))
                .extracting(till -> till.path("secret").asString())
                .containsExactly(credentials.secret(Login.DESK), credentials.secret(Login.READER))
                .doesNotHaveDuplicates();
    }
}
