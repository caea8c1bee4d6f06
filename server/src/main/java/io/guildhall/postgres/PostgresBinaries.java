package io.guildhall.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/// Unpacks the PostgreSQL of the class path once per user into a cache directory.
final class PostgresBinaries {
    private PostgresBinaries() {}

    /// The directory that holds `bin/postgres`; unpacked first if it is not there yet.
    static Path unpack() {
        String resource = "/postgres-%s-%s.txz".formatted(system(), architecture());
        Path cache = cacheDirectory(System.getenv("XDG_CACHE_HOME"));
        try {
            return unpack(resource, cache);
        } catch (IOException e) {
            throw new StartupFailure(
                    "PostgreSQL could not be unpacked into %s (%s); make it writable or point XDG_CACHE_HOME elsewhere."
                            .formatted(cache, e),
                    e);
        }
    }

    static Path cacheDirectory(@Nullable String xdgCacheHome) {
        // The XDG specification tells to ignore relative paths.
        Path base = xdgCacheHome != null && xdgCacheHome.startsWith("/")
                ? Path.of(xdgCacheHome)
                : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("guildhall");
    }

    /// Synchronized since a file lock holds off other processes, but throws for another thread of this one.
    static synchronized Path unpack(String resource, Path cache) throws IOException {
        Path target = cache.resolve("postgresql-" + fingerprint(resource));
        Files.createDirectories(cache);
        try (FileChannel channel = FileChannel.open(
                        cache.resolve(target.getFileName() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (!Files.isDirectory(target)) {
                Path unfinished = cache.resolve(target.getFileName() + ".unfinished");
                deleteTree(unfinished); // an earlier process was killed half-way
                Files.createDirectories(unfinished);
                try (InputStream archive = open(resource)) {
                    extract(archive, unfinished);
                }
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return target;
    }

    /// Unpacks a .tar.xz; anything that would reach outside of `directory` is refused.
    static void extract(InputStream archive, Path directory) throws IOException {
        Path root = directory.toRealPath();
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                extract(entry, tar, root);
            }
        }
    }

    private static void extract(TarArchiveEntry entry, InputStream content, Path root) throws IOException {
        Path target = inside(root, root.resolve(entry.getName()), entry);
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Path parent = inside(root, Objects.requireNonNull(target.getParent()), entry);
        Files.createDirectories(parent);
        inside(root, parent.toRealPath(), entry); // the parent may be a link that an earlier entry made
        if (entry.isSymbolicLink()) {
            inside(root, parent.resolve(entry.getLinkName()), entry);
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile() && !entry.isLink()) {
            Files.copy(content, target); // never follows or replaces what is there
            Files.setPosixFilePermissions(target, permissions(entry.getMode()));
        } else {
            throw new IOException("unexpected kind of entry " + entry.getName());
        }
    }

    private static Path inside(Path root, Path path, TarArchiveEntry entry) throws IOException {
        Path normal = path.normalize();
        if (!normal.startsWith(root)) {
            throw new IOException("entry leaves the directory: " + entry.getName());
        }
        return normal;
    }

    /// Readable by the owner whatever the archive says; writable by nobody else.
    private static Set<PosixFilePermission> permissions(int mode) {
        var permissions = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        if ((mode & 0100) != 0) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        permissions.add(PosixFilePermission.GROUP_READ);
        permissions.add(PosixFilePermission.OTHERS_READ);
        return permissions;
    }

    /// By content, not by version number: two builds of one version never share a directory. A jar keeps checksum and
    /// length of each entry; reading the archive at every start for a better one would take as long as starting
    /// PostgreSQL.
    private static String fingerprint(String resource) throws IOException {
        if (locate(resource).openConnection() instanceof JarURLConnection inJar) {
            JarEntry entry = inJar.getJarEntry();
            if (entry != null && entry.getCrc() >= 0 && entry.getSize() >= 0) {
                return "%08x-%x".formatted(entry.getCrc(), entry.getSize());
            }
        }
        try (var in = new DigestInputStream(open(resource), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has SHA-256
        }
    }

    private static InputStream open(String resource) throws IOException {
        return locate(resource).openStream();
    }

    private static URL locate(String resource) {
        URL found = PostgresBinaries.class.getResource(resource);
        if (found == null) {
            throw new StartupFailure(
                    "This build holds no PostgreSQL for %s on %s; set GUILDHALL_DB_URL to use a server of yours."
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
        }
        return found;
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    }

    static void deleteTree(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
