package io.guildhall.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.cli.demo.Answer.Named;
import io.guildhall.cli.demo.Answer.Problem;
import io.guildhall.cli.demo.Answer.Row;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AnswerReaderTest {
    @Test
    void readsWrappersWithTheirChildren() {
        Answer answer = read("""
                [{"entity": {"id": 8, "profiles": [{"firstName": "Greta", "lastName": "Voss"}],
                             "associationDetails": {"roleCode": "DEPOT_MGR", "new": true,
                                                    "fleetCompany": {"externalId": "HQ", "created": true}},
                             "warnings": []},
                  "childEntities": [
                    {"id": 9, "profiles": [{"firstName": "Nessa"}],
                     "associationDetails": {"roleCode": "DRIVER", "new": false},
                     "warnings": [{"code": 8056, "message": "Invalid mobile", "field": "/0/x"}], "errors": []},
                    {"profiles": [{"identifiers": [{"type": "mobile", "value": "4477"}]}],
                     "warnings": [], "errors": [{"code": 1618, "message": "Full"}]}],
                  "errors": []}]""");

        assertThat(answer.people())
                .containsExactly(
                        new Row(
                                "0",
                                "Greta Voss",
                                8L,
                                "DEPOT_MGR",
                                "HQ",
                                true,
                                null,
                                List.of(),
                                Outcome.LINKED,
                                List.of()),
                        new Row(
                                "0.0",
                                "Nessa",
                                9L,
                                "DRIVER",
                                null,
                                false,
                                new Named("Greta Voss", 8L),
                                List.of(),
                                Outcome.UNCHANGED,
                                List.of(new Problem(false, 8056, "Invalid mobile", "/0/x"))),
                        new Row(
                                "0.1",
                                "4477",
                                null,
                                null,
                                null,
                                false,
                                null,
                                List.of(),
                                Outcome.REFUSED,
                                List.of(new Problem(true, 1618, "Full", null))));
    }

    @Test
    void tellsARegistrationFromALink() {
        assertThat(read("""
                        [{"entity": {"id": 1, "profiles": [{"firstName": "Tove"}], "warnings": []}, "errors": []}]""").people()).extracting(Row::outcome).containsExactly(Outcome.REGISTERED);
    }

    @Test
    void readsTheFlatPeopleOfAnUpdate() {
        Answer answer = read("""
                [{"id": 6, "profiles": [{"firstName": "Oriel"}],
                  "associationDetails": {"roleCode": "DRIVER", "new": false,
                    "parentCustomer": {"profiles": [{"firstName": "Greta", "userId": 8}]}},
                  "errors": [], "warnings": []},
                 {"profiles": [{"firstName": "Wren"}], "associationDetails": {"new": true},
                  "errors": [{"code": 8009, "message": "Not found", "field": "/1"}], "warnings": []}]""");

        assertThat(answer.people()).extracting(Row::outcome).containsExactly(Outcome.UPDATED, Outcome.REFUSED);
        assertThat(answer.people().getFirst().parent()).isEqualTo(new Named("Greta", 8L));
    }

    @Test
    void readsAListing() {
        Answer answer = read("""
                {"entity": {"customers": [{"profiles": [{"firstName": "Lena", "userId": 5}], "roleCode": "DRIVER"}],
                            "count": 1}, "errors": [], "warnings": []}""");

        assertThat(answer.people())
                .containsExactly(
                        new Row("0", "Lena", 5L, "DRIVER", null, false, null, List.of(), Outcome.FOUND, List.of()));
    }

    @Test
    void readsWhatAPersonHolds() {
        Answer answer = read("""
                {"id": 6, "profiles": [{"firstName": "Bryn", "userId": 6,
                   "identifiers": [{"type": "mobile", "value": "447700900330"},
                                   {"type": "cardnumber", "value": "FP1", "seriesCode": "FUEL"}]}],
                 "loyaltyProgramDetails": [{"title": "Miles", "currentSlab": "Gold", "loyaltyPoints": 50}],
                 "warnings": []}""");

        assertThat(answer.people()).extracting(Row::outcome).containsExactly(Outcome.FOUND);
        assertThat(answer.people().getFirst().holds()).containsExactly("FUEL FP1", "Miles: Gold, 50 points");
    }

    @Test
    void readsTheRefusalOfAWholeRequest() {
        Answer answer = read("""
                {"errors": [{"code": 8015, "message": "Customer not found"}], "warnings": []}""");

        assertThat(answer.people()).isEmpty();
        assertThat(answer.problems()).containsExactly(new Problem(true, 8015, "Customer not found", null));
    }

    private static Answer read(String json) {
        return AnswerReader.read(new JsonMapper().readTree(json));
    }
}
