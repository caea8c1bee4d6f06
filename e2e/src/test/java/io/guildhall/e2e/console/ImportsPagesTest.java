package io.guildhall.e2e.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Console.class)
class ImportsPagesTest {

    @ParameterizedTest
    @EnumSource
    void thePagesCanBeReadByEverybody(Look look, Visit visit) {
        Page page = visit.loggedIn(look);
        page.navigate("/console/imports");
        visit.look(page, look, "imports");
        Visit.link(page, FuelBrand.BAD_FILE).click();
        visit.look(page, look, "import");
    }

    @Test
    void downloadsTheRowsThatFailed(Visit visit) throws IOException {
        Page page = visit.loggedIn(Look.LIGHT_WIDE);
        page.navigate("/console/imports");
        Visit.link(page, FuelBrand.BAD_FILE).click();

        Download download =
                page.waitForDownload(() -> Visit.link(page, "NDJSON").click());

        assertThat(Files.readAllLines(download.path())).hasSize(40).allMatch(line -> line.contains("\"code\":"));
    }
}
