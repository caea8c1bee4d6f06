package io.guildhall.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// The directory of one embedded server, owned by this process alone from [#open] to [#close].
///
/// It holds `postgres/` (PostgreSQL's own), `*.password` (mode 0600), `postgres.log` (this start) and
/// `postgres.log.1` (the one before), `lock`.
final class DataDirectory implements AutoCloseable {
    private static final String LOCK = "lock";
    /// Other names than ours mean that someone pointed us at a directory in use for something else.
    private static final List<String> HARMLESS = List.of(LOCK, "lost+found");

    private final Path root;
    private final FileChannel lock;

    private DataDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    static DataDirectory open(Path directory) {
        try {
            Path root = makePrivate(directory.toAbsolutePath().normalize());
            return new DataDirectory(root, lock(root));
        } catch (IOException e) {
            throw new StartupFailure(
                    "The data directory %s cannot be used (%s); check its owner and GUILDHALL_DATA."
                            .formatted(directory, e),
                    e);
        }
    }

    Path cluster() {
        return root.resolve("postgres");
    }

    /// Where `initdb` works until it is done, so that [#cluster] exists only complete.
    Path unfinishedCluster() {
        return root.resolve("postgres.unfinished");
    }

    Path passwordFile(String name) {
        return root.resolve(name + ".password");
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    /// The secret of this name; made on first use. The file appears complete or not at all.
    String password(String name) throws IOException {
        Path file = passwordFile(name);
        if (Files.notExists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Path unfinished = root.resolve(name + ".password.unfinished");
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, HexFormat.of().formatHex(random), StandardOpenOption.SYNC);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    void rotateLog() throws IOException {
        if (Files.exists(log())) {
            Files.move(log(), root.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// The new cluster takes its place; forced to disk since all later data depends on this one name.
    void finishCluster() throws IOException {
        Files.move(unfinishedCluster(), cluster(), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(root, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException("The lock of " + root + " could not be released", e);
        }
    }

    private static Path makePrivate(Path directory) throws IOException {
        var ownerOnly = PosixFilePermissions.fromString("rwx------");
        if (Files.notExists(directory)) {
            Files.createDirectories(Objects.requireNonNull(directory.getParent()));
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(ownerOnly));
        } else if (isOurs(directory)) {
            Files.setPosixFilePermissions(directory, ownerOnly);
        } else {
            throw new StartupFailure(
                    "The data directory %s holds files that are not Guildhall's; point GUILDHALL_DATA to a directory of its own."
                            .formatted(directory));
        }
        return directory.toRealPath();
    }

    private static boolean isOurs(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            Set<String> names = Set.copyOf(
                    entries.map(entry -> entry.getFileName().toString()).toList());
            return names.contains(LOCK) || HARMLESS.containsAll(names);
        }
    }

    /// The operating system drops the lock with the process, however that ends; child processes do not inherit it.
    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel = FileChannel.open(
                root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw inUse(root, channel);
            }
        } catch (OverlappingFileLockException e) {
            throw inUse(root, channel);
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)), 0);
        return channel;
    }

    private static StartupFailure inUse(Path root, FileChannel channel) throws IOException {
        String owner = Files.readString(root.resolve(LOCK)).strip();
        channel.close();
        return new StartupFailure(
                "The data directory %s is in use by another Guildhall%s; stop that one first or set GUILDHALL_DATA."
                        .formatted(root, owner.isEmpty() ? "" : " (process " + owner + ")"));
    }
}
