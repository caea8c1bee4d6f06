package io.guildhall.cli.demo;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.guildhall.cli.demo.Fleet.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The people of a [Fleet] as a CSV file such as a spreadsheet writes, slips and all.
final class FleetFile {
    /// The first line has the titles, and lines count from 1.
    static final int FIRST_LINE = 2;

    private FleetFile() {}

    static void write(Path file, Fleet fleet, Collection<Slip> slips) {
        Map<Integer, Slip> byLine = slips.stream().collect(Collectors.toMap(Slip::line, Function.identity()));
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord(cells(fleet.at(0)).keySet());
            for (int place = 0; place < Fleet.PEOPLE; place++) {
                Map<String, String> cells = cells(fleet.at(place));
                Slip slip = byLine.get(place + FIRST_LINE);
                if (slip != null) {
                    cells.put(slip.column(), slip.wrong());
                }
                csv.writeRecord(cells.values());
            }
        } catch (IOException e) {
            throw new DemoFailure("%s cannot be written (%s).".formatted(file, e), e);
        }
    }

    /// Who stands in a line.
    static Person person(Fleet fleet, int line) {
        return fleet.at(line - FIRST_LINE);
    }

    /// The cells of a line as they should be, by title.
    static Map<String, String> cells(Person person) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("externalId", person.externalId());
        cells.put("firstName", person.firstName());
        cells.put("lastName", person.lastName());
        cells.put("email", person.email());
        cells.put("mobile", person.mobile());
        cells.put("source", "INSTORE");
        cells.put("hierarchy", "NORFLEET");
        cells.put("role", person.role());
        cells.put("company", person.company());
        cells.put("companyName", person.companyName());
        cells.put("parent.externalId", person.parent());
        return cells;
    }
}
