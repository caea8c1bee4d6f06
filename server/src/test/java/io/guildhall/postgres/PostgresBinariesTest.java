package io.guildhall.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class PostgresBinariesTest {
    @TempDir
    Path temp;

    @Test
    void keepsModesAndLinks() throws IOException {
        PostgresBinaries.extract(
                archive(file("bin/tool", 0755), file("lib/data", 0644), link("lib/alias", "data")), temp);

        assertThat(temp.resolve("bin/tool")).isExecutable();
        assertThat(Files.isExecutable(temp.resolve("lib/data"))).isFalse();
        assertThat(Files.readSymbolicLink(temp.resolve("lib/alias"))).isEqualTo(Path.of("data"));
    }

    @Test
    void refusesAnEntryThatClimbsOut() {
        assertRefused(file("../outside", 0644));
        assertRefused(file("lib/../../outside", 0644));
    }

    @Test
    void refusesALinkThatLeadsOut() {
        assertRefused(link("lib/way-out", "../../outside"));
        assertRefused(link("way-out", "/etc/passwd"));
    }

    @Test
    void unpacksOnceAndAgainAfterAHalfFinishedTry() throws IOException {
        Path unpacked = PostgresBinaries.unpack();
        assertThat(unpacked.resolve("bin/postgres")).isExecutable();
        assertThat(PostgresBinaries.unpack()).isEqualTo(unpacked);
    }

    @Test
    void ignoresACacheDirectoryThatIsNotAbsolute() {
        assertThat(PostgresBinaries.cacheDirectory("relative")).isEqualTo(PostgresBinaries.cacheDirectory(null));
        assertThat(PostgresBinaries.cacheDirectory("/cache")).isEqualTo(Path.of("/cache/guildhall"));
    }

    private void assertRefused(TarArchiveEntry entry) {
        assertThatThrownBy(() -> PostgresBinaries.extract(archive(entry), temp))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("leaves the directory");
    }

    private static TarArchiveEntry file(String name, int mode) {
        var entry = new TarArchiveEntry(name, true);
        entry.setMode(mode);
        entry.setSize(1);
        return entry;
    }

    private static TarArchiveEntry link(String name, String target) {
        var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        return entry;
    }

    private static InputStream archive(TarArchiveEntry... entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options()))) {
            for (TarArchiveEntry entry : entries) {
                tar.putArchiveEntry(entry);
                if (entry.getSize() > 0) {
                    tar.write('x');
                }
                tar.closeArchiveEntry();
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
