package io.guildhall.sealing;

import io.guildhall.postgres.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/// Master keys as a file: the one in use in the first line, earlier ones below.
record KeyFile(Path path) {
    /// @throws StartupFailure where it cannot be read or holds something else
    MasterKeys read() {
        try {
            return MasterKeys.parse(Files.readString(path));
        } catch (IOException e) {
            throw new StartupFailure("The master key cannot be read from %s (%s).".formatted(path, e), e);
        } catch (IllegalArgumentException e) {
            throw new StartupFailure(
                    "The file %s must hold master keys of 64 hexadecimal digits, one a line.".formatted(path));
        }
    }

    boolean exists() {
        return Files.exists(path);
    }

    /// Makes a key and keeps it, readable by the owner alone. The file appears complete or not at all.
    void generate() {
        byte[] key = new byte[AesGcm.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try {
            Path unfinished = path.resolveSibling(path.getFileName() + ".unfinished");
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, HexFormat.of().formatHex(key) + "\n", StandardOpenOption.SYNC);
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StartupFailure("The master key cannot be written to %s (%s).".formatted(path, e), e);
        }
    }
}
