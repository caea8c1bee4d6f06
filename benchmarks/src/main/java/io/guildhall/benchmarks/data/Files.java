package io.guildhall.benchmarks.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Workload W as files: the children of some families, one after the other.
public final class Files {
    private static final String HEADER =
            "firstName,lastName,mobile,cuid,cardnumber,cardSeries,channel.mobile,channel.email,"
                    + "custom.shift,custom.vehicle,source,loyaltyType,extended.preferred_language,extended.home_depot,hierarchy,"
                    + "role,company,parent.mobile";

    private Files() {}

    public static Iterator<byte[]> ndjson(int firstFamily, int families) {
        return parts(
                firstFamily,
                families,
                family -> lines(IntStream.range(0, People.CHILDREN).mapToObj(i -> People.childItem(family, i))));
    }

    public static Iterator<byte[]> csv(int firstFamily, int families) {
        return Stream.concat(
                        Stream.of((HEADER + "\n").getBytes(StandardCharsets.UTF_8)),
                        IntStream.range(firstFamily, firstFamily + families)
                                .mapToObj(family -> lines(IntStream.range(0, People.CHILDREN)
                                        .mapToObj(i -> String.join(",", People.childCells(family, i))))))
                .iterator();
    }

    /// The least that a workbook needs.
    public static Iterator<byte[]> xlsx(int firstFamily, int families) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            entry(zip, "[Content_Types].xml", """
                    <?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
                    <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                    <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
                    <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>\
                    <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""");
            entry(zip, "_rels/.rels", """
                    <?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
                    <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            entry(zip, "xl/_rels/workbook.xml.rels", """
                    <?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
                    <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>\
                    <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>""");
            entry(zip, "xl/workbook.xml", """
                    <?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
                    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="W" sheetId="1" r:id="rId1"/></sheets></workbook>""");
            entry(zip, "xl/styles.xml", """
                    <?xml version="1.0" encoding="UTF-8"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
                    <cellXfs count="1"><xf numFmtId="0"/></cellXfs></styleSheet>""");
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            zip.write(
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                            .getBytes(StandardCharsets.UTF_8));
            zip.write(row(1, HEADER.split(",")));
            for (int family = firstFamily; family < firstFamily + families; family++) {
                for (int i = 0; i < People.CHILDREN; i++) {
                    int number = (family - firstFamily) * People.CHILDREN + i + 2;
                    zip.write(row(number, People.childCells(family, i)));
                }
            }
            zip.write("</sheetData></worksheet>".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return Stream.of(bytes.toByteArray()).iterator();
    }

    private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static byte[] row(int number, String[] cells) {
        return IntStream.range(0, cells.length)
                .mapToObj(i -> "<c r=\"%s%d\" t=\"inlineStr\"><is><t>%s</t></is></c>"
                        .formatted((char) ('A' + i), number, cells[i]))
                .collect(Collectors.joining("", "<row r=\"" + number + "\">", "</row>"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Iterator<byte[]> parts(int first, int count, IntFunction<byte[]> part) {
        return IntStream.range(first, first + count).mapToObj(part).iterator();
    }

    private static byte[] lines(Stream<String> lines) {
        return lines.collect(Collectors.joining("\n", "", "\n")).getBytes(StandardCharsets.UTF_8);
    }
}
