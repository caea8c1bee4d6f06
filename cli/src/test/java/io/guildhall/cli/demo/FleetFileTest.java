package io.guildhall.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetFileTest {
    private final Fleet fleet = new Fleet();

    @TempDir
    private Path folder;

    @Test
    void hasALineForEachPersonAndThoseOfTheSlipsDiffer() throws IOException {
        FleetFile.write(folder.resolve("right.csv"), fleet, List.of());
        FleetFile.write(folder.resolve("wrong.csv"), fleet, Slip.ALL);

        List<String> right = Files.readAllLines(folder.resolve("right.csv"));
        List<String> wrong = Files.readAllLines(folder.resolve("wrong.csv"));

        assertThat(wrong).hasSize(1 + Fleet.PEOPLE).hasSameSizeAs(right);
        for (int line = 1; line <= wrong.size(); line++) {
            int number = line;
            boolean slipped = Slip.ALL.stream().anyMatch(slip -> slip.line() == number);
            assertThat(wrong.get(line - 1).equals(right.get(line - 1)))
                    .as("line %d", line)
                    .isNotEqualTo(slipped);
        }
    }

    @Test
    void nobodyLeansOnARowWithASlip() {
        assertThat(Slip.ALL).allSatisfy(slip -> {
            assertThat(FleetFile.person(fleet, slip.line()).role()).isEqualTo("DRIVER");
            assertThat(FleetFile.cells(FleetFile.person(fleet, slip.line()))).containsKey(slip.column());
        });
    }

    @Test
    void errorsAreCorrectedInTheirCellAlone() throws IOException {
        Slip slip = new Slip(7, 1615, "role", "DRVER");
        Path file = Files.writeString(folder.resolve("errors.csv"), """
                \uFEFFerror.line,error.code,error.message,error.field,error.hint,role,firstName
                7,1615,"Role code DRVER is invalid, the hierarchy has DRIVER",role,perhaps DRIVER,DRVER,Una
                9,"8003
                8003","Source FAX is invalid
                Source FAX is invalid",source,,DRVER,Cai
                """);

        ErrorSheet.read(file)
                .corrected(Map.of(7, slip), Map.of(7, Map.of("role", "DRIVER", "firstName", "Una")))
                .write(file);

        List<Map<String, String>> rows = ErrorSheet.read(file).rows();
        assertThat(rows).extracting(ErrorSheet::line).containsExactly(7, 9);
        assertThat(rows).extracting(ErrorSheet::code).containsExactly(1615, 8003);
        assertThat(rows).extracting(row -> row.get("role")).containsExactly("DRIVER", "DRVER");
        assertThat(rows).extracting(row -> row.get("firstName")).containsExactly("Una", "Cai");
    }

    @Test
    void aSheetWithoutRowsHasNothingToCorrect() throws IOException {
        Path file = Files.writeString(folder.resolve("errors.csv"), "error.line,error.code\n");
        ErrorSheet sheet = ErrorSheet.read(file);

        assertThatThrownBy(() -> sheet.write(file)).isInstanceOf(DemoFailure.class);
    }

    @Test
    void everySlipHasALineOfItsOwn() {
        assertThat(Slip.ALL.stream().collect(Collectors.groupingBy(Slip::line, Collectors.counting())))
                .hasSize(12);
        assertThat(Slip.ALL.stream()
                        .collect(Collectors.toMap(Slip::line, Function.identity()))
                        .keySet())
                .allMatch(line -> line >= FleetFile.FIRST_LINE);
    }
}
