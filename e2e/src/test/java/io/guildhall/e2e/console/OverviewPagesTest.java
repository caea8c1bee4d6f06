package io.guildhall.e2e.console;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Console.class)
class OverviewPagesTest {

    @ParameterizedTest
    @EnumSource
    void theOverviewCanBeReadByEverybody(Look look, Visit visit) {
        Page page = visit.loggedIn(look);
        Visit.isAt(page, "Overview");
        visit.look(page, look, "overview");
    }
}
