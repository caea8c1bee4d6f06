package io.guildhall.imports.file;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;
import static io.guildhall.error.ErrorCode.BODY_TOO_LARGE;
import static io.guildhall.error.ErrorCode.UNAVAILABLE;

import io.guildhall.error.RequestRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts workbooks that arrive into files, no longer than allowed, and measures what is in them before anybody
/// unpacks it into memory: a few kilobytes may stand for gigabytes.
public final class Workbooks {
    private static final int BUFFER = 1 << 16;
    private static final int MOST_ENTRIES = 2_000;
    /// In bytes of XML: the reader keeps a row whole. Also of what is no sheet, since names of parts mean nothing.
    private static final long LONGEST_ROW = 16 << 20;

    private static final Logger log = LoggerFactory.getLogger(Workbooks.class);

    private Workbooks() {}

    /// @throws RequestRefused with 413/1688 beyond a limit, with 400 for what is no archive
    public static Path store(InputStream sent, FileLimits limits) throws IOException {
        Path file = Files.createTempFile("guildhall-import-", ".xlsx");
        try {
            try (OutputStream out = Files.newOutputStream(file)) {
                copy(sent, out, limits.workbookBytes().toBytes());
            }
            measure(file, limits);
            return file;
        } catch (RuntimeException | IOException failure) {
            Files.deleteIfExists(file);
            if (failure instanceof ZipException) {
                throw RequestRefused.because(BAD_REQUEST, "it is no XLSX file");
            }
            throw failure;
        }
    }

    private static void copy(InputStream from, OutputStream to, long most) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long copied = 0;
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            copied += read;
            refuseBeyond(copied, most);
            write(to, buffer, read);
        }
    }

    private static void write(OutputStream to, byte[] buffer, int count) {
        try {
            to.write(buffer, 0, count);
        } catch (IOException full) {
            log.warn("A workbook could not be put into a file ({})", full.getMessage());
            throw RequestRefused.because(UNAVAILABLE);
        }
    }

    /// What the archive says of its own sizes is not believed.
    private static void measure(Path file, FileLimits limits) throws IOException {
        long left = limits.unpackedBytes().toBytes();
        try (ZipFile archive = new ZipFile(file.toFile())) {
            if (archive.size() > MOST_ENTRIES) {
                throw RequestRefused.because(BAD_REQUEST, "it is no XLSX file");
            }
            for (ZipEntry entry : archive.stream().map(ZipEntry.class::cast).toList()) {
                boolean isTexts =
                        entry.getName().toLowerCase(java.util.Locale.ROOT).endsWith("sharedstrings.xml");
                long most = isTexts ? Math.min(left, limits.sharedTextBytes().toBytes()) : left;
                try (InputStream content = archive.getInputStream(entry)) {
                    left -= length(content, most, new SheetScan(isTexts ? most : LONGEST_ROW));
                }
            }
        }
    }

    private static long length(InputStream content, long most, SheetScan scan) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long length = 0;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            length += read;
            refuseBeyond(length, most);
            if (!scan.accepts(buffer, read)) {
                throw RequestRefused.because(BAD_REQUEST, "it has rows or columns that no spreadsheet has");
            }
        }
        return length;
    }

    private static void refuseBeyond(long length, long most) {
        if (length > most) {
            throw RequestRefused.because(BODY_TOO_LARGE, Long.toString(most));
        }
    }
}
