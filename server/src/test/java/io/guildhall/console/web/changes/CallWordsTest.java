package io.guildhall.console.web.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.change.domain.ChangeSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallWordsTest {
    private static CallWords of(String method, String path) {
        return CallWords.of(new ChangeSet(new UUID(1, 1), Instant.EPOCH, 1L, method, path));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v2/customers/bulk, people.linked",
        "PUT, /v2/customers/bulk, people.updated",
        "POST, /v2/customers, person.linked",
        "PUT, /v2/customers/12, person.updated",
        "POST, /v2/customers/12/erase, person.erased",
        "DELETE, /v2/customers/12/association, person.left",
        "POST, /v2/customers/12/association/transfer, person.moved",
        "PUT, /v2/companies, companies",
        "DELETE, /v2/fleetHierarchy/3, hierarchies",
        "POST, /v2/something, other"
    })
    void saysWhatACallWasFor(String method, String path, String word) throws IOException {
        assertThat(of(method, path).word()).isEqualTo(word);

        Properties texts = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/console/messages.properties"))) {
            texts.load(reader);
        }
        assertThat(texts).containsKey("changes.word." + word);
    }

    @Test
    void leadsToTheImportAndToWhatIsTakenBack() {
        UUID id = UUID.fromString("0195f0c2-7d5e-7c3a-9b1f-2f6f0d3c8a11");

        assertThat(of("POST", "/v2/imports/" + id)).isEqualTo(new CallWords("import", id, null));
        assertThat(of("POST", "/v2/imports/" + id + "/revert")).isEqualTo(new CallWords("import.reverted", id, null));
        assertThat(of("POST", "/v2/changes/" + id + "/revert")).isEqualTo(new CallWords("reverted", null, id));
    }
}
