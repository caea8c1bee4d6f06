package io.guildhall.imports.domain;

import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of a file as it arrived.
///
/// @param line its number in the file, from 1, the line of the header counted
/// @param body the line of NDJSON, or the cells as a JSON array of texts
/// @param repairs the line of the import that is repaired, null outside of repairs
/// @param problems why it cannot be read
public record FileRow(long line, byte[] body, @Nullable Long repairs, List<Problem> problems) {
    public FileRow {
        problems = List.copyOf(problems);
    }

    /// The place that its errors begin with: files have no root in common.
    public static Pointer place(long line) {
        return Pointer.ROOT.child("line " + line);
    }

    public FileRow refused(Problem problem) {
        return new FileRow(line, body, repairs, List.of(problem));
    }

    @Override
    public String toString() {
        return "FileRow[" + line + "]"; // personal data stays out of logs
    }
}
