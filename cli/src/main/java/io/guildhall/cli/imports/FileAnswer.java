package io.guildhall.cli.imports;

import io.guildhall.cli.command.CommandFailure;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.service.Call;
import io.guildhall.cli.work.InputFile;
import io.guildhall.cli.work.Workplace;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// A file that the service makes, written where it was asked for, piece by piece: it may be larger than memory.
final class FileAnswer {
    private FileAnswer() {}

    /// @param target null for standard output
    static void write(Workplace place, Call call, @Nullable FileFormat format, @Nullable String target)
            throws InterruptedException {
        if (target != null) {
            toFile(place, call, Path.of(target));
            return;
        }
        if (format == FileFormat.xlsx && place.output().terminal().interactive()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "An XLSX file is nothing for a terminal.", "--out FILE, or > FILE");
        }
        if (place.output().terminal().interactive()) {
            place.output().bytes(place.send(call).orRefuse().body()); // as a whole: characters may not be torn apart
        } else {
            place.service().download(call, place.output()::bytes).orRefuse();
        }
    }

    /// Beside it first, so that a file which is there stays whole until the new one is.
    private static void toFile(Workplace place, Call call, Path target) throws InterruptedException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                place.service().download(call, bytes -> append(out, bytes)).orRefuse();
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            place.output().say("Written to %s.".formatted(target));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "%s cannot be written (%s).".formatted(target, e.getMessage()), null, e);
        } finally {
            new InputFile(part, "", true).close();
        }
    }

    private static void append(OutputStream out, byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
