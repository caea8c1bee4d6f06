/// Files as they come and go: NDJSON, CSV and XLSX read row by row and written as a stream.
@NamedInterface("file")
@NullMarked
package io.guildhall.imports.file;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
