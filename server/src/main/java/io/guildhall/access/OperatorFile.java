package io.guildhall.access;

import io.guildhall.postgres.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The operator's credential as a file: `user:secret` in one line.
record OperatorFile(Path path) {
    private static final int SECRET_BYTES = 24;

    /// @throws StartupFailure when the file cannot be read or holds something else
    OperatorCredential read() {
        try {
            return OperatorCredential.parse(Files.readString(path).strip());
        } catch (IOException e) {
            throw new StartupFailure("The operator's credential cannot be read from %s (%s).".formatted(path, e), e);
        } catch (IllegalArgumentException e) {
            throw new StartupFailure("The file %s must hold the operator's credential as user:secret.".formatted(path));
        }
    }

    boolean exists() {
        return Files.exists(path);
    }

    /// Makes a credential and keeps it, readable by the owner alone. The file appears complete or not at all.
    OperatorCredential generate() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        OperatorCredential credential =
                new OperatorCredential("operator", HexFormat.of().formatHex(secret));
        try {
            Path unfinished = path.resolveSibling(path.getFileName() + ".unfinished");
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    unfinished, credential.user() + ":" + credential.secret() + "\n", StandardOpenOption.SYNC);
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StartupFailure("The operator's credential cannot be written to %s (%s).".formatted(path, e), e);
        }
        return credential;
    }
}
