package io.guildhall.imports.web;

import static io.guildhall.imports.web.ImportClient.CSV;
import static io.guildhall.imports.web.ImportClient.XLSX;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.Fleet;
import io.guildhall.RunningService;
import io.guildhall.TestOrganisation;
import io.guildhall.imports.web.ImportClient.Sent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RunningService
class TableImportTest {
    private static final String HEADER = "firstName,lastName,mobile,hierarchy,role,company,parent.mobile,shift\n";

    @LocalServerPort
    private int port;

    private TestOrganisation org;
    private ImportClient imports;

    @BeforeEach
    void organisation() {
        org = Fleet.create(port);
        imports = new ImportClient(org, port);
    }

    private JsonNode csv(String text) {
        return imports.run(CSV, text.getBytes(StandardCharsets.UTF_8), "");
    }

    private Sent refused(byte[] file) {
        return imports.send(CSV, file, "");
    }

    private String details(String mobile) {
        return org.get("/v2/customers/lookup/customerDetails?source=INSTORE&identifierName=mobile&identifierValue="
                        + mobile + "&embed=fleetParentDetails")
                .body()
                .toString();
    }

    @Test
    void aSpreadsheetBecomesPeople() {
        JsonNode imported = csv(HEADER
                + "Dilys,Moor,+44 7700 900101,NORFLEET,DRIVER,HQ,447700900102,night\n"
                + "\n"
                + "Owain,\"Reed, the \"\"elder\"\"\",447700900102,NORFLEET,DEPOT_MGR,HQ,,\n"
                + ",,,,,,,\n");

        assertThat(imports.failures(imported)).isEmpty();
        assertThat(ImportClient.counts(imported)).contains("created 2 ", "of 2");
        assertThat(details("447700900101")).contains("\"shift\":\"night\"", "\"firstName\":\"Dilys\"");
        assertThat(details("447700900102")).contains("Reed, the \\\"elder\\\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t", ","})
    void theSeparatorIsFoundOut(String separator) {
        String file = "\uFEFF" + "mobile,firstName\r\n447700900111,Zoë\r\n".replace(",", separator);

        assertThat(imports.failures(csv(file))).isEmpty();
        assertThat(details("447700900111")).contains("Zoë");
    }

    @Test
    void aFileThatCannotBeUnderstoodIsRefusedAtOnce() {
        assertThat(refused("moblie\n1\n".getBytes()).text()).contains("1740", "moblie", "mobile");
        assertThat(refused("mobile,Mobile\n1,2\n".getBytes()).codes()).containsExactly("1741");
        assertThat(refused("firstName\nZoë\n".getBytes(Charset.forName("ISO-8859-1")))
                        .codes())
                .containsExactly("1743");
        assertThat(refused("mobile\n1\n".getBytes(StandardCharsets.UTF_16)).codes())
                .containsExactly("1743");
        assertThat(refused("".getBytes()).codes()).containsExactly("400");
        assertThat(refused("mobile\n".getBytes()).codes()).containsExactly("400");
        assertThat(refused("mobile\n\"447700900112\n".getBytes()).codes()).containsExactly("400");
        assertThat(imports.send("text/csv;charset=ISO-8859-1", "mobile\n1\n".getBytes(), "")
                        .codes())
                .containsExactly("1743");
        assertThat(imports.send("application/json", "[]".getBytes(), "").status())
                .isEqualTo(415);
        assertThat(imports.send(CSV, "x\n1\n".getBytes(), "?mapping=x").codes()).containsExactly("1686");
        assertThat(imports.send(CSV, "x\n1\n".getBytes(), "?atomicity=batch").codes())
                .containsExactly("1686");
        assertThat(org.get("/v2/imports").at("/pagination/total").asInt()).isZero();
    }

    @Test
    void cellsThatASpreadsheetHasSpoiltAreNamed() {
        JsonNode imported = csv("mobile,createDate,firstName\n"
                + "4.47700900121E+11,2024-03-01,Wren\n"
                + "4.477E+11,,Wren\n"
                + "447700900122,,Wren,more\n"
                + "447700900123,," + "x".repeat(2_000_000) + "\n"
                + "447700900124,soon,Wren\n");

        assertThat(imports.failures(imported)).containsExactly("3: 1742", "4: 1742", "5: 1688", "6: 8017");
        assertThat(imports.errorFile(imported, "csv").text())
                .contains("3,1742,\"Column mobile: a spreadsheet has shortened this number")
                .contains("4,1742,Column 4: the first line names no such column,4,")
                .contains("6,8017,Registration date is invalid,createDate,");
        assertThat(details("447700900121")).contains("Wren");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx", "ndjson"})
    void whatFailedComesBackToBeCorrected(String format) {
        JsonNode imported = csv("mobile,hierarchy,role,company,firstName\n"
                + "447700900131,NORFLEET,DRVER,HQ,=1+1\n"
                + "+447700900132,NORFLEET,DRIVER,HQ,Ok\n"
                + "+447700900133,NORFLEET,DRVER,HQ,+ and '=x\n");
        String id = imported.path("id").asString();
        Sent errors = imports.errorFile(imported, format);
        byte[] corrected = format.equals("xlsx")
                ? workbook(sheet -> table(errors.bytes())
                        .forEach(row -> row(
                                sheet,
                                row.stream()
                                        .map(cell -> cell.replace("DRVER", "DRIVER"))
                                        .toArray())))
                : errors.text().replace("DRVER", "DRIVER").getBytes(StandardCharsets.UTF_8);
        String type = format.equals("csv") ? CSV : format.equals("xlsx") ? XLSX : ImportClient.NDJSON;

        JsonNode repaired = imports.run(type, corrected, "?repairs=" + id);

        assertThat(imports.failures(repaired)).isEmpty();
        assertThat(ImportClient.counts(repaired)).contains("created 2 ", "of 2");
        assertThat(details("447700900131")).contains("\"firstName\":\"=1+1\"");
        assertThat(imports.failures(imported)).isEmpty();
    }

    @Test
    void theErrorFileTellsWhereAndWhatWouldHelpAndRunsNothing() {
        JsonNode imported = csv("mobile,role,hierarchy,company,firstName\n447700900141,DRVER,NORFLEET,HQ,=1+1\n");

        assertThat(imports.errorFile(imported, "csv").text())
                .isEqualTo("\uFEFFerror.line,error.code,error.message,error.field,error.hint,mobile,role,hierarchy,"
                        + "company,firstName\r\n"
                        + "2,1615,\"Role code DRVER is invalid, the hierarchy has GROUP_OWNER, FLEET_OWNER, DEPOT_MGR, "
                        + "DRIVER\",role,perhaps DRIVER,447700900141,DRVER,NORFLEET,HQ,'=1+1\r\n");
    }

    @Test
    void workbooksKeepTheirNumbersAndDates() {
        byte[] file = workbook(sheet -> {
            row(sheet, "mobile", "createDate", "firstName", "locker");
            sheet.value(1, 0, 447700900151L);
            sheet.value(1, 1, LocalDate.of(2024, 3, 1));
            sheet.style(1, 1).format("yyyy-mm-dd").set();
            sheet.value(1, 2, "Wren");
            sheet.value(1, 3, 17);
            sheet.value(2, 0, 447700900152L);
            sheet.value(2, 2, LocalDate.of(2024, 3, 1));
            sheet.style(2, 2).format("dd/mm/yyyy").set();
        });

        JsonNode imported = imports.run(XLSX, file, "");

        assertThat(imports.failures(imported)).containsExactly("3: 1742");
        assertThat(details("447700900151")).contains("2024-03-01T00:00:00+00:00", "\"locker\":17");
    }

    @Test
    void whatIsNoWorkbookIsRefused() throws IOException {
        assertThat(imports.send(XLSX, "no archive".getBytes(), "").codes()).containsExactly("400");
        assertThat(imports.send(XLSX, bomb(), "").status()).isEqualTo(413);
    }

    /// A few kilobytes that stand for a table of texts of 64 MB.
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
            byte[] megabyte = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                zip.write(megabyte);
            }
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx", "ndjson"})
    void templatesCanBeSentBackAsTheyAre(String format) {
        Sent template = imports.get("/v2/imports/template?format=" + format);
        String type = template.response().headers().firstValue("Content-Type").orElseThrow();

        JsonNode imported = imports.run(type.split(";")[0], template.bytes(), "");

        assertThat(imports.failures(imported)).isEmpty();
        assertThat(details("447700900123")).contains("\"shift\":\"text\"");
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

    private final java.util.Map<Worksheet, Integer> rows = new java.util.HashMap<>();

    private void row(Worksheet sheet, Object... cells) {
        int row = rows.merge(sheet, 1, Integer::sum) - 1;
        for (int i = 0; i < cells.length; i++) {
            sheet.value(row, i, cells[i].toString());
        }
    }

    private static List<List<String>> table(byte[] workbook) {
        try (ReadableWorkbook read = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            return read.getFirstSheet().read().stream().map(row -> cells(row)).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> cells(Row row) {
        return java.util.stream.IntStream.range(0, row.getCellCount())
                .mapToObj(i -> row.getCellAsString(i).orElse(""))
                .toList();
    }
}
