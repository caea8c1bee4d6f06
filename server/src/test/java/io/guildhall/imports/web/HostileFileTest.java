package io.guildhall.imports.web;

import static io.guildhall.imports.web.ImportClient.CSV;
import static io.guildhall.imports.web.ImportClient.NDJSON;
import static io.guildhall.imports.web.ImportClient.XLSX;
import static io.guildhall.imports.web.RawWorkbook.archive;
import static io.guildhall.imports.web.RawWorkbook.sheetOf;
import static io.guildhall.imports.web.RawWorkbook.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.imports.web.ImportClient.Sent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Files that nobody should have made, and some that spreadsheets do make. Whatever they are, the answer says what is
/// wrong with them, no memory goes, and the next file is taken.
@RunningService
class HostileFileTest {
    private static final int MEGABYTE = 1 << 20;

    @LocalServerPort
    private int port;

    private TestOrganisation org;
    private ImportClient imports;

    @BeforeEach
    void organisation() {
        org = Fleet.create(port);
        imports = new ImportClient(org, port);
    }

    private JsonNode run(String type, String text) {
        return imports.run(type, text.getBytes(StandardCharsets.UTF_8), "");
    }

    private Sent csv(String text) {
        return imports.send(CSV, text.getBytes(StandardCharsets.UTF_8), "");
    }

    private String details(String mobile) {
        return org.get("/v2/customers/lookup/customerDetails?source=INSTORE&identifierName=mobile&identifierValue="
                        + mobile)
                .body()
                .toString();
    }

    private static String person(int number, String more) {
        return "{\"profiles\":[{%s\"identifiers\":[{\"type\":\"mobile\",\"value\":\"4477009%05d\"}]}]}"
                .formatted(more, number);
    }

    // --- CSV ---------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n"})
    void anyEndOfLineWillDo(String end) {
        JsonNode imported = run(CSV, "mobile,firstName%s447700900201,Wren%<s447700900202,Zoë%<s".formatted(end));

        assertThat(ImportClient.counts(imported)).contains("created 2 ", "of 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=;\r\n", "SEP=;\n", "\uFEFFsep=;\r"})
    void theLineThatNamesTheSeparatorIsUnderstood(String first) {
        JsonNode imported =
                run(CSV, first + "mobile;firstName;role\n447700900203;\"Reed; Wren\";\n447700900204;;PILOT\n");

        assertThat(imports.failures(imported)).containsExactly("4: 1613");
        assertThat(details("447700900203")).contains("Reed; Wren");
    }

    @Test
    void aHeaderThatLooksLikeTheLineOfTheSeparatorIsOne() {
        assertThat(csv("sep=,x\n1,2\n").codes()).contains("1740");
        assertThat(csv("sep=").codes()).contains("1740");
    }

    @Test
    void aQuoteThatIsNotClosedTellsWhere() {
        assertThat(csv("\"mobile,firstName\n").text()).contains("in the first line a quote is not closed");
        assertThat(csv("mobile,firstName\n447700900205,\"Wren\n447700900206,Wren\n")
                        .text())
                .contains("after line 1 a quote is not closed");
        assertThat(org.get("/v2/imports").at("/pagination/total").asInt()).isZero();
    }

    @Test
    void aLineWithoutAnEndIsNotKept() throws IOException {
        Sent sent = endless(CSV, "mobile\n447700900207\n", 64);
        assertThat(sent.status()).isEqualTo(400);
        assertThat(endless(CSV, "mobile\n\"", 64).status()).isEqualTo(400);
        assertThat(endless(CSV, "", 64).status()).isEqualTo(400);
    }

    @Test
    void whatIsNoTextIsRefusedAndNamed() {
        assertThat(csv("mobile,firstName\n447700900208,Wr\u0000en\n").status()).isIn(202, 400);
        assertThat(imports.send(CSV, "mobile\n1\n".getBytes(StandardCharsets.UTF_16LE), "")
                        .status())
                .isEqualTo(400);
        assertThat(imports.send(CSV, "mobile\n1\n".getBytes(StandardCharsets.UTF_8), "?fileName=a%00b.csv")
                        .status())
                .isIn(202, 400);
        assertThat(imports.send(CSV, "a\n1\n".getBytes(StandardCharsets.UTF_8), "?mapping=a=mobile%00")
                        .status())
                .isEqualTo(400);
        assertThat(imports.send(CSV, new byte[] {(byte) 0x80, 0, 1, 2}, "").codes())
                .containsExactly("1743");
    }

    @Test
    void aNulInACellFailsThatRowAlone() {
        JsonNode imported = run(CSV, "mobile,firstName\n447700900209,Wr\u0000en\n447700900210,Zoë\n");

        assertThat(imports.failures(imported)).hasSize(1).noneMatch(failure -> failure.contains("500"));
        assertThat(ImportClient.counts(imported)).contains("created 1 ", "failed 1 ");
    }

    @Test
    void tooManyColumnsAreRefused() {
        assertThat(csv(String.join(",", Collections.nCopies(20_000, "mobile")) + "\n1\n")
                        .status())
                .isEqualTo(400);
        JsonNode imported = run(CSV, "mobile\n447700900211" + ",".repeat(10_000) + "\n");
        assertThat(imports.failures(imported)).isEmpty();
    }

    // --- NDJSON ------------------------------------------------------------------------------------------------------

    @Test
    void eachBadLineFailsByItself() {
        JsonNode imported = run(
                NDJSON,
                "\uFEFF" + person(301, "") + "\r\n"
                        + "\r\n \t\r\n"
                        + "[".repeat(100_000) + "\n"
                        + "{\"profiles\":" + "{\"a\":".repeat(500) + "1" + "}".repeat(500) + "}\n"
                        + person(302, "\"firstName\":\"a\\u0000b\",") + "\n"
                        + person(303, "\"firstName\":\"\\ud800\",") + "\n"
                        + "{\"profiles\":1e999999999}\n"
                        + "null\n\"x\"\n17\n"
                        + person(304, "") + person(305, "") + "\n"
                        + person(306, "\"firstName\":\"" + "x".repeat(2 * MEGABYTE) + "\",") + "\n"
                        + person(307, "").replace("}]}]}", "}]}]") + "\n"
                        + person(308, ""));

        assertThat(ImportClient.counts(imported)).contains("created 2 ", "failed 11 remaining 0 of 13");
        assertThat(imports.failures(imported))
                .hasSize(11)
                .noneMatch(failure -> failure.contains("500"))
                .contains("4: 400", "13: 1688");
        assertThat(details("447700900301")).contains("447700900301");
        assertThat(imports.errorFile(imported, "csv").status()).isEqualTo(200);
        assertThat(imports.errorFile(imported, "xlsx").status()).isEqualTo(200);
    }

    @Test
    void bytesThatAreNoTextFailTheirLine() {
        byte[] good = (person(311, "") + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] bad = (person(312, "\"firstName\":\"Zo\u00eb\",") + "\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] both = new byte[good.length + bad.length];
        System.arraycopy(good, 0, both, 0, good.length);
        System.arraycopy(bad, 0, both, good.length, bad.length);

        JsonNode imported = imports.run(NDJSON, both, "");

        assertThat(imports.failures(imported)).containsExactly("2: 400");
        assertThat(imports.errorFile(imported, "ndjson").status()).isEqualTo(200);
    }

    @Test
    void aLineWithoutAnEndIsReadToItsEndAndFails() throws IOException {
        Sent sent = endless(NDJSON, person(313, "") + "\n", 64);

        assertThat(sent.status()).isEqualTo(202);
        JsonNode imported = imports.await(sent.json().at("/import/id").asString());
        assertThat(imports.failures(imported)).containsExactly("2: 1688");
    }

    @Test
    void aCircleIsToldByLines() {
        JsonNode imported = run(
                NDJSON,
                Fleet.person(321, Fleet.at("DRIVER", Fleet.under(322))).replace('\'', '"') + "\n"
                        + Fleet.person(322, Fleet.at("DRIVER", Fleet.under(321)))
                                .replace('\'', '"') + "\n");

        assertThat(imports.errors(imported)).contains("Cyclic hierarchy: line 1 -> line 2 -> line 1");
    }

    @Test
    void theSameIsSaidOnceOfARow() {
        JsonNode imported = run(
                CSV,
                "mobile,firstName,hierarchy,role,company\n447700900331,Wren,NORFLEET,PILOT,HQ\n,,NORFLEET,PILOT,HQ\n");

        List<String> findings = imports.errors(imported)
                .lines()
                .flatMap(line -> List.of(line.split("\\{\"code\"")).stream())
                .toList();
        assertThat(findings).doesNotHaveDuplicates();
    }

    // --- XLSX --------------------------------------------------------------------------------------------------------

    private Sent sheet(String rows) {
        return imports.send(XLSX, archive(Map.of("xl/worksheets/sheet1.xml", sheetOf(rows))), "");
    }

    private static final String HEADER = "<row r=\"1\">" + text("A1", "mobile") + text("B1", "firstName")
            + text("C1", "createDate") + text("D1", "locker") + "</row>";

    private JsonNode imported(Sent sent) {
        assertThat(sent.status()).as(sent.text()).isEqualTo(202);
        return imports.await(sent.json().at("/import/id").asString());
    }

    @Test
    void aWorkbookOfTheSmallestKindIsRead() {
        Sent sent = sheet(HEADER + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c>" + text("B2", "Wren") + "</row>");

        assertThat(imports.failures(imported(sent))).isEmpty();
        assertThat(details("447700900401")).contains("Wren");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZZZZZZ2", "XFE2", "zzzz2", "&#90;ZZZZ2", "AAAA2"})
    void aColumnThatNoSpreadsheetHasIsRefused(String reference) {
        Sent sent = sheet(HEADER + "<row r=\"2\">" + text(reference, "x") + "</row>");

        assertThat(sent.codes()).containsExactly("400");
        assertThat(sent.text()).contains("no spreadsheet has");
    }

    @Test
    void theLastColumnOfASpreadsheetIsRead() {
        Sent sent = sheet(HEADER + "<row r=\"2\">" + text("A2", "447700900402") + text("XFD2", "x")
                + "</row><row r=\"3\">" + text("A3", "447700900403") + "</row>");

        assertThat(imports.failures(imported(sent))).containsExactly("2: 1742");
    }

    @Test
    void aRowWithoutAnEndIsRefused() {
        String cell = text("A2", "x".repeat(MEGABYTE));

        assertThat(sheet(HEADER + "<row r=\"2\">" + cell.repeat(24) + "</row>").codes())
                .containsExactly("400");
    }

    @Test
    void brokenWorkbooksAreRefusedAndNothingElse() {
        for (String row : List.of(
                "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>99</v></c></row>",
                "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>x</v></c></row>",
                "<row r=\"x\"><c r=\"A2\"><v>1</v></c></row>",
                "<row r=\"2\"><c r=\"2A\"><v>1</v></c></row>",
                "<row r=\"2\"><c r=\"A2\" t=\"nonsense\"><v>1</v></c></row>",
                "<row r=\"2\"><c r=\"A2\" s=\"99\"><v>1</v></c></row>",
                "<row r=\"2\"><c r=\"A2\"><v>one</v></c></row>",
                "<row r=\"99999999999\"><c r=\"A2\"><v>1</v></c></row>",
                "<row r=\"2\"><c r=\"A2\"><v>1</v></row>",
                "<row r=\"2\">&lol;</row>",
                "<row")) {
            Sent sent = sheet(HEADER + row);
            assertThat(sent.status()).as("%s: %s", row, sent.text()).isIn(202, 400);
        }
        String bomb = "<!DOCTYPE w [<!ENTITY a \"" + "a".repeat(1_000) + "\"><!ENTITY b \"" + "&a;".repeat(1_000)
                + "\"><!ENTITY c \"" + "&b;".repeat(1_000) + "\"><!ENTITY f SYSTEM \"file:///etc/hostname\">]>";
        for (String entity : List.of("&c;", "&f;")) {
            Sent sent = imports.send(
                    XLSX,
                    archive(Map.of(
                            "xl/worksheets/sheet1.xml",
                            bomb + sheetOf(HEADER + "<row r=\"2\">" + text("A2", entity) + "</row>"))),
                    "");
            assertThat(sent.status()).as(sent.text()).isEqualTo(400);
        }
        assertThat(imports.send(XLSX, archive(Map.of("xl/workbook.xml", "<workbook/>")), "")
                        .status())
                .isEqualTo(400);
        aWorkbookOfTheSmallestKindIsRead();
    }

    @Test
    void aSheetInUtf16IsRefused() {
        byte[] sheet = archive(Map.of("xl/worksheets/sheet1.xml", "\u0000<" + sheetOf(HEADER)));

        assertThat(imports.send(XLSX, sheet, "").codes()).containsExactly("400");
    }

    @Test
    void numbersOfAnySizeAreTakenForWhatTheyAre() {
        JsonNode imported = imported(sheet(HEADER
                + "<row r=\"2\"><c r=\"A2\"><v>4.477009004E+11</v></c><c r=\"D2\"><v>1E+999999999</v></c></row>"
                + "<row r=\"3\"><c r=\"A3\"><v>447700900412</v></c><c r=\"C3\"><v>1E+300</v></c></row>"
                + "<row r=\"4\"><c r=\"A4\"><v>447700900413</v></c><c r=\"C4\"><v>-1</v></c></row>"
                + "<row r=\"5\"><c r=\"A5\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>"
                + "<row r=\"6\"><c r=\"A6\" t=\"str\"><f>\"44\"&amp;\"7700900414\"</f><v>447700900414</v></c></row>"));

        assertThat(imports.failures(imported)).noneMatch(failure -> failure.contains("500"));
        assertThat(details("447700900414")).contains("447700900414");
    }

    @Test
    void mergedAndEmptyCellsSayNothing() {
        byte[] file = workbook(sheet -> {
            for (int column = 0; column < 3; column++) {
                sheet.value(
                        0, column, List.of("mobile", "firstName", "lastName").get(column));
            }
            sheet.value(1, 0, "447700900421");
            sheet.value(1, 1, "Wren Moor");
            sheet.range(1, 1, 1, 2).merge();
            sheet.value(40, 0, "447700900422");
        });

        assertThat(ImportClient.counts(imports.run(XLSX, file, ""))).contains("created 2 ", "failed 0 ", "of 2");
    }

    private static byte[] workbook(java.util.function.Consumer<Worksheet> filling) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Test", "1.0")) {
            filling.accept(workbook.newWorksheet("People"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }

    /// A start, then megabytes of one letter.
    private Sent endless(String type, String start, int megabytes) {
        byte[] filling = "x".repeat(MEGABYTE).getBytes(StandardCharsets.US_ASCII);
        InputStream body = new SequenceInputStream(
                new java.io.ByteArrayInputStream(start.getBytes(StandardCharsets.UTF_8)),
                new SequenceInputStream(Collections.enumeration(IntStream.range(0, megabytes)
                        .mapToObj(_ -> (InputStream) new java.io.ByteArrayInputStream(filling))
                        .toList())));
        return ImportClient.exchange(imports.request("/v2/imports")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofInputStream(() -> body))
                .build());
    }
}
