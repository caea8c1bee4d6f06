package io.guildhall.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The one file with the console's words has each that a page needs, and none that no page needs.
class MessagesTest {
    private static final Path RESOURCES = Path.of("src/main/resources/console");
    private static final Path FILE = RESOURCES.resolve("messages.properties");
    private static final List<Path> PLACES = List.of(
            RESOURCES, Path.of("src/main/java/io/guildhall/console"), Path.of("src/main/java/io/guildhall/access/web"));

    private static final Pattern NAMED = Pattern.compile("#\\{([a-zA-Z][\\w.-]*)");
    /// A key in quotes, or its beginning where the rest is appended.
    private static final Pattern QUOTED = Pattern.compile("['\"]([a-zA-Z][\\w-]*(?:\\.[\\w-]*)+)['\"]");

    private static String sources() {
        return PLACES.stream()
                .flatMap(MessagesTest::files)
                .filter(file -> !file.equals(FILE))
                .map(MessagesTest::text)
                .collect(Collectors.joining("\n"));
    }

    private static Stream<Path> files(Path place) {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> keys() {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(FILE)) {
            properties.load(reader);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return properties.stringPropertyNames();
    }

    @Test
    void hasEachTextThatATemplateNames() {
        Set<String> missing = found(NAMED, sources());
        missing.removeAll(keys());

        assertThat(missing).isEmpty();
    }

    @Test
    void hasNoTextThatNothingNames() {
        String sources = sources();
        Set<String> named = found(NAMED, sources);
        Set<String> quoted = found(QUOTED, sources);
        Set<String> unused = new TreeSet<>(keys());
        unused.removeIf(key -> named.contains(key)
                || quoted.contains(key)
                || quoted.stream().anyMatch(part -> part.endsWith(".") && key.startsWith(part)));
        // the reasons of the login page stand in Java without the room before them
        unused.removeIf(
                key -> key.startsWith("login.") && sources.contains("\"" + key.substring("login.".length()) + "\""));

        assertThat(unused).isEmpty();
    }

    @Test
    void namesNoTextTwice() {
        List<String> names = text(FILE)
                .lines()
                .filter(line -> line.matches("[a-zA-Z].*=.*"))
                .map(line -> line.substring(0, line.indexOf('=')).strip())
                .toList();

        assertThat(names).doesNotHaveDuplicates();
    }
}
