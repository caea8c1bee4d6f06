package io.guildhall.imports.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// A table that is written row by row.
public interface TableWriter extends Closeable {
    void row(List<String> cells) throws IOException;
}
