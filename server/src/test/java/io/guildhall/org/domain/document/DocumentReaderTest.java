package io.guildhall.org.domain.document;

import static io.guildhall.org.domain.document.Documents.fields;
import static io.guildhall.org.domain.document.Documents.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.error.ErrorCode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {
    @Test
    void namesEveryUnknownMember() {
        var read = read("""
                {"nmae": 1, "settings": {"autoMergee": true}, "tills": [{"code": "a"}, {"code": "b", "rol": "READ"}],
                 "cardSeries": [{"code": "A", "generation": {"lenght": 9}}], "a/b~c": null,
                 "statusLabels": {"card": {"LOST": []}}}
                """);

        assertThat(fields(read.problems()))
                .containsExactly(
                        "/nmae",
                        "/settings/autoMergee",
                        "/tills/1/rol",
                        "/cardSeries/0/generation/lenght",
                        "/a~1b~0c",
                        "/statusLabels/card/LOST");
        assertThat(read.problems()).allMatch(problem -> problem.code() == ErrorCode.BAD_REQUEST);
    }

    @Test
    void leavesMembersOfOthersAlone() {
        assertThat(read("{\"hierarchies\": 7}").problems()).isEmpty();
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'code': 'Bad_Code'} | /code",
                "{'code': 'x'} | /code",
                "{'code': 7} | /code",
                "{'name': ''} | /name",
                "{'name': ' '} | /name",
                "{'name': null} | /name",
                "{'name': 'a\\nb'} | /name",
                "{'name': 'a\\u0000b'} | /name",
                "{'name': 'a\\ud800b'} | /name",
                "{'name': '\\u0000'} | /name",
                "{'name': 'a\\udfff'} | /name",
                "{'name': ['a']} | /name",
                "{'baseCountry': 'XX'} | /baseCountry",
                "{'baseCountry': 'gb'} | /baseCountry",
                "{'timeZone': '+01:00'} | /timeZone",
                "{'timeZone': 'Europe/Lundun'} | /timeZone",
                "{'timeZone': 'SystemV/AST4'} | /timeZone",
                "{'currency': 'GBX'} | /currency",
                "{'language': 'english'} | /language",
                "{'active': 'true'} | /active",
                "{'active': 1} | /active",
                "{'settings': []} | /settings",
                "{'settings': {'primaryIdentifier': 'phone'}} | /settings/primaryIdentifier",
                "{'settings': {'maxBatchItems': 1001}} | /settings/maxBatchItems",
                "{'settings': {'maxBatchItems': 0}} | /settings/maxBatchItems",
                "{'settings': {'maxBatchItems': 10.5}} | /settings/maxBatchItems",
                "{'settings': {'maxBatchItems': 10.0}} | /settings/maxBatchItems",
                "{'settings': {'maxBatchItems': '10'}} | /settings/maxBatchItems",
                "{'settings': {'maxBatchPeople': 10001}} | /settings/maxBatchPeople",
                "{'settings': {'maxCardsPerCustomer': -1}} | /settings/maxCardsPerCustomer",
                "{'settings': {'maxCardsPerCustomer': 99999999999999999999}} | /settings/maxCardsPerCustomer",
                "{'tills': {}} | /tills",
                "{'tills': null} | /tills",
                "{'tills': [7]} | /tills/0",
                "{'tills': [{'name': 'Desk'}]} | /tills/0/code",
                "{'tills': [{'code': 'a:b'}]} | /tills/0/code",
                "{'tills': [{'code': 'a\\u0007'}]} | /tills/0/code",
                "{'tills': [{'code': ' a'}]} | /tills/0/code",
                "{'tills': [{'code': ''}]} | /tills/0/code",
                "{'tills': [{'code': 'a', 'secret': '123456789012345'}]} | /tills/0/secret",
                "{'tills': [{'code': 'a', 'role': 'ADMIN'}]} | /tills/0/role",
                "{'tills': [{'code': 'a'}, {'code': 'b'}, {'code': 'a'}]} | /tills/2/code",
                "{'clients': [{'key': 'a'}, {'key': 'a'}]} | /clients/1/key",
                "{'clients': [{'key': 'a', 'ttlSeconds': 0}]} | /clients/0/ttlSeconds",
                "{'sources': [{'source': 'ALL'}]} | /sources/0/source",
                "{'sources': [{'source': 'a/b'}]} | /sources/0/source",
                "{'sources': [{'source': 'Line'}, {'source': 'LINE'}]} | /sources/1/source",
                "{'sources': [{'source': 'A', 'accounts': [{'id': 'x'}, {'id': 'x'}]}]} | /sources/0/accounts/1/id",
                "{'customFields': [{'name': 'a', 'dataType': 'TEXT'}]} | /customFields/0/dataType",
                "{'customFields': [{'name': 'a', 'values': []}]} | /customFields/0/values",
                "{'customFields': [{'name': 'a', 'values': ['x', 'x']}]} | /customFields/0/values/1",
                "{'customFields': [{'name': 'a', 'values': ['x', 1]}]} | /customFields/0/values/1",
                "{'extendedFields': [{'entity': 'till', 'name': 'a'}]} | /extendedFields/0/entity",
                "{'programs': [{'id': 0}]} | /programs/0/id",
                "{'programs': [{'id': 7}, {'id': 7}]} | /programs/1/id",
                "{'programs': [{'tiers': [{'number': 1}]}]} | /programs/0/tiers/0/name",
                "{'cardSeries': [{'code': 'A-B'}]} | /cardSeries/0/code",
                "{'cardSeries': [{'code': 'A', 'type': 'METAL'}]} | /cardSeries/0/type",
                "{'cardSeries': [{'code': 'A', 'generation': {'length': 4}}]} | /cardSeries/0/generation/length",
                "{'cardSeries': [{'code': 'A', 'generation': {'length': 151}}]} | /cardSeries/0/generation/length",
                "{'cardSeries': [{'code': 'A', 'generation': {'prefix': '-'}}]} | /cardSeries/0/generation/prefix",
                "{'cardSeries': [{'code': 'A', 'generation': {'offset': -1}}]} | /cardSeries/0/generation/offset",
                "{'statusLabels': {'card': {'ACTIVE': [{'default': true}]}}} | /statusLabels/card/ACTIVE/0/label",
                "{'statusLabels': {'customer': {'ACTIVE': [1]}}} | /statusLabels/customer/ACTIVE/0",
            })
    void refusesUnusableValuesWhereTheyStand(String json, String field) {
        assertThat(fields(read(json.replace('\'', '"')).problems())).containsExactly(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"desk 1", "nor.desk1", "käse/1", "😀"})
    void takesTillCodesOfManyKinds(String code) {
        assertThat(read("{\"tills\": [{\"code\": \"" + code + "\"}]}").problems())
                .isEmpty();
    }

    @Test
    void namesMembersThatNoAnswerCanCarryByAReplacement() {
        assertThat(fields(read("{\"a\\ud800\": 1}").problems())).containsExactly("/a\uFFFD");
        assertThat(fields(read("{\"a\\udfff\": 1}").problems())).containsExactly("/a\uFFFD");
    }

    @ParameterizedTest
    @CsvSource({"1, true", "255, true", "256, false"})
    void limitsNamesToCharactersNotToUnits(int length, boolean usable) {
        assertThat(read("{\"name\": \"" + "😀".repeat(length) + "\"}")
                        .problems()
                        .isEmpty())
                .isEqualTo(usable);
    }

    @ParameterizedTest
    @CsvSource({"15, false", "16, true", "1000, true", "1001, false"})
    void limitsSecrets(int length, boolean usable) {
        String till = "{\"tills\": [{\"code\": \"a\", \"secret\": \"" + "s".repeat(length) + "\"}]}";

        assertThat(read(till).problems().isEmpty()).isEqualTo(usable);
    }

    @ParameterizedTest
    @CsvSource({"10000, true", "10001, false"})
    void limitsLists(int size, boolean usable) {
        String tills = IntStream.range(0, size)
                .mapToObj(i -> "{\"code\": \"t" + i + "\"}")
                .collect(Collectors.joining(",", "{\"tills\": [", "]}"));
        String values = IntStream.range(0, size)
                .mapToObj(i -> "\"v" + i + "\"")
                .collect(Collectors.joining(",", "{\"customFields\": [{\"name\": \"f\", \"values\": [", "]}]}"));

        assertThat(read(tills).problems().isEmpty()).isEqualTo(usable);
        assertThat(read(values).problems().isEmpty()).isEqualTo(usable);
    }

    @Test
    void keepsSourcesInUpperCase() {
        assertThat(read("{\"sources\": [{\"source\": \"Wechat\"}]}").document().parts("sources"))
                .containsExactly(Part.EMPTY.with("source", "WECHAT"));
    }

    @Test
    void neverPrintsASecret() {
        assertThat(read("{\"tills\": [{\"code\": \"a\", \"secret\": \"a secret of some length\"}]}"))
                .asString()
                .contains("tills")
                .doesNotContain("some length");
    }
}
