/// Files as they are imported, and what became of their rows.
@NullMarked
package io.guildhall.console.web.imports;

import org.jspecify.annotations.NullMarked;
