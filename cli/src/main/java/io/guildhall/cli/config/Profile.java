package io.guildhall.cli.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What `config.toml` says of one service.
///
/// @param file where it stands; also where there is none
/// @param name empty where no profile is chosen
/// @param secret written into the file itself, which then has to be private
record Profile(
        Path file,
        String name,
        @Nullable String url,
        @Nullable String till,
        @Nullable String client,
        @Nullable String secret,
        @Nullable String secretFile,
        @Nullable String operatorFile,
        @Nullable String source) {
    static Profile none(Path file) {
        return new Profile(file, "", null, null, null, null, null, null, null);
    }

    @Override
    public String toString() {
        return "Profile[" + name + "]";
    }
}
