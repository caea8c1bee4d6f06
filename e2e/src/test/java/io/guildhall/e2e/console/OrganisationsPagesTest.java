package io.guildhall.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.guildhall.e2e.PackagedService;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Console.class)
class OrganisationsPagesTest {
    private static Page operator(Visit visit, Look look) {
        int colon = PackagedService.OPERATOR.indexOf(':');
        return visit.loggedIn(
                look, PackagedService.OPERATOR.substring(0, colon), PackagedService.OPERATOR.substring(colon + 1));
    }

    private static Locator text(Page page) {
        return page.locator("#text");
    }

    /// A document of the test's own: the starter with another code.
    private static void found(Page page, String code) {
        page.navigate("/console/organisations/new");
        text(page).fill(text(page).inputValue().replace("acme", code));
        Visit.button(page, "Review changes").click();
        Visit.button(page, "Apply").click();
        assertThat(page).hasURL(Pattern.compile(".*/console/organisations/" + code + "\\?applied=\\d+$"));
    }

    @ParameterizedTest
    @EnumSource
    void thePagesCanBeReadByEverybody(Look look, Visit visit) {
        Page page = operator(visit, look);
        page.navigate("/console/organisations");
        visit.look(page, look, "organisations");
        page.navigate("/console/organisations/norland");
        visit.look(page, look, "organisation");
        page.navigate("/console/organisations/norland/document");
        assertThat(page.locator("#judgement .ok")).isVisible();
        visit.look(page, look, "document");
        text(page)
                .fill(text(page)
                        .inputValue()
                        .replace("\"currency\": \"GBP\"", "\"currency\": \"POUND\",\n  \"shift\": 1"));
        assertThat(page.locator(".faults li")).hasCount(2);
        visit.look(page, look, "document-faults");
        text(page)
                .fill(text(page)
                        .inputValue()
                        .replace("\"currency\": \"POUND\",\n  \"shift\": 1", "\"currency\": \"EUR\"")
                        .replace("\"Norland Fuels\"", "\"Norland Fuels and Power\""));
        Visit.button(page, "Review changes").click();
        Visit.isAt(page, "Review changes");
        visit.look(page, look, "document-review");
    }

    @Test
    void jumpsToTheLineOfAFault(Visit visit) {
        Page page = operator(visit, Look.LIGHT_WIDE);
        page.navigate("/console/organisations/new");
        text(page).fill("{\n  \"code\": \"line\",\n  \"nam\": 1\n}");

        Visit.button(page, "Line 3").click();

        assertThat(text(page)).isFocused();
        org.assertj.core.api.Assertions.assertThat(page.evaluate("(() => { const t = document.getElementById('text');"
                        + " return t.value.slice(t.selectionStart, t.selectionEnd); })()"))
                .isEqualTo("  \"nam\": 1");
        assertThat(page.locator("#gutter")).containsText("● 3");
        page.keyboard().press("Tab");
        assertThat(text(page)).not().isFocused();
    }

    @Test
    void foundsAnOrganisationReplacesASecretAndLocksATill(Visit visit) {
        Page page = operator(visit, Look.LIGHT_WIDE);
        found(page, "foundling");
        assertThat(page.getByText("Never")).isVisible();

        page.locator("details summary").first().focus();
        page.keyboard().press("Enter");
        Visit.button(page, "Replace it now").focus();
        page.keyboard().press("Enter");
        String secret = page.locator(".secret code").textContent();

        Page till = visit.loggedIn(Look.LIGHT_WIDE, "foundling.desk", secret);
        assertThat(till).hasURL(Pattern.compile(".*/console$"));

        page.navigate("/console/organisations/foundling");
        assertThat(page.getByText("Never")).hasCount(0);
        Visit.button(page, "Lock foundling.desk").click();
        assertThat(page.getByText("Locked")).isVisible();
        till.navigate("/console/people");
        assertThat(till).hasURL(Pattern.compile(".*/console/login.*"));
    }

    @Test
    void appliesNothingOverWhatSomebodyElseHasChanged(Visit visit) {
        Page page = operator(visit, Look.LIGHT_WIDE);
        found(page, "contested");
        page.navigate("/console/organisations/contested/document");
        Page other = operator(visit, Look.LIGHT_WIDE);
        other.navigate("/console/organisations/contested/document");
        text(other).fill(text(other).inputValue().replace("Acme Fuels", "Theirs"));
        Visit.button(other, "Review changes").click();
        Visit.button(other, "Apply").click();
        assertThat(other).hasURL(Pattern.compile(".*applied=1$"));

        text(page).fill(text(page).inputValue().replace("Acme Fuels", "Ours"));

        assertThat(page.locator(".faults")).containsText("changed meanwhile");
    }
}
