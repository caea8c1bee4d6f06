package io.guildhall.cli.config;

import io.guildhall.cli.command.CommandFailure;
import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/// `config.toml`: profiles by name, and which of them is meant when none is named. A key that is not known is a mistake
/// and not overlooked.
final class ConfigFile {
    private static final List<String> KEYS =
            List.of("url", "till", "client", "secret", "secret-file", "operator-file", "source");

    private ConfigFile() {}

    static Path path(Environment environment) {
        String home = environment.variable("XDG_CONFIG_HOME");
        Path folder =
                home != null && Path.of(home).isAbsolute() // relative ones are to be ignored (XDG base directories)
                        ? Path.of(home)
                        : environment.home().resolve(".config");
        return folder.resolve("guildhall").resolve("config.toml");
    }

    /// @param wanted the profile that was asked for; left out, the one that the file names, or its only one
    static Profile profile(Path file, @Nullable String wanted) {
        if (!Files.exists(file)) {
            if (wanted != null) {
                throw unusable(file, "is missing, so there is no profile %s".formatted(wanted));
            }
            return Profile.none(file);
        }
        JsonNode document = read(file);
        requireKnown(file, document, List.of("profile", "profiles"), "");
        JsonNode profiles = document.path("profiles");
        String name = wanted != null ? wanted : named(file, document, profiles);
        if (name.isEmpty()) {
            return Profile.none(file);
        }
        JsonNode profile = profiles.path(name);
        if (!profile.isObject()) {
            throw unusable(
                    file,
                    "has no profile %s; it has: %s".formatted(name, String.join(", ", new TreeSet<>(names(profiles)))));
        }
        requireKnown(file, profile, KEYS, "profiles." + name + ".");
        return profile(file, name, profile);
    }

    private static Profile profile(Path file, String name, JsonNode profile) {
        String secret = text(file, profile, "secret");
        if (secret != null) {
            SecretFile.requirePrivate(file);
        }
        return new Profile(
                file,
                name,
                text(file, profile, "url"),
                text(file, profile, "till"),
                text(file, profile, "client"),
                secret,
                text(file, profile, "secret-file"),
                text(file, profile, "operator-file"),
                text(file, profile, "source"));
    }

    private static String named(Path file, JsonNode document, JsonNode profiles) {
        String named = text(file, document, "profile");
        if (named != null) {
            return named;
        }
        List<String> names = names(profiles);
        if (names.size() > 1) {
            throw unusable(
                    file,
                    "has several profiles (%s); name one with --profile, GUILDHALL_PROFILE, or profile = \"…\" at its top"
                            .formatted(String.join(", ", new TreeSet<>(names))));
        }
        return names.isEmpty() ? "" : names.getFirst();
    }

    private static List<String> names(JsonNode profiles) {
        return List.copyOf(profiles.propertyNames());
    }

    private static JsonNode read(Path file) {
        try {
            return new TomlMapper().readTree(file.toFile());
        } catch (JacksonException e) {
            var place = e.getLocation();
            String where = place == null || place.getLineNr() < 1 ? "" : " in line " + place.getLineNr();
            // the parser's own words may quote a secret
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "%s cannot be read as TOML%s.".formatted(file, where),
                    "https://toml.io describes it",
                    e);
        }
    }

    private static void requireKnown(Path file, JsonNode table, List<String> known, String place) {
        for (String key : table.propertyNames()) {
            if (!known.contains(key)) {
                throw unusable(
                        file,
                        "has the unknown key %s%s; known are: %s".formatted(place, key, String.join(", ", known)));
            }
        }
    }

    private static @Nullable String text(Path file, JsonNode table, String key) {
        JsonNode value = table.path(key);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isString() || value.stringValue().isBlank()) {
            throw unusable(file, "needs a text for " + key);
        }
        return value.stringValue();
    }

    private static CommandFailure unusable(Path file, String what) {
        return new CommandFailure(
                ExitCode.USAGE, "%s %s.".formatted(file, what), "guildhall help configuration tells what it may hold");
    }
}
