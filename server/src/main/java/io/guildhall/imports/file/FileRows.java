package io.guildhall.imports.file;

import io.guildhall.imports.domain.Columns;
import io.guildhall.imports.domain.FileRow;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The rows of a file, one after the other and never all at once.
public interface FileRows extends Closeable {
    Columns columns();

    /// The next row that says anything; null at the end.
    ///
    /// @throws io.guildhall.error.RequestRefused when the file as such cannot be read any further
    /// @throws IOException when the file breaks off
    @Nullable
    FileRow next() throws IOException;
}
