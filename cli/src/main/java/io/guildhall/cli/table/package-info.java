/// Tables as text: pure functions from cells to lines, for any terminal width. Knows nothing of what the cells mean, of
/// streams or of the environment.
@NullMarked
package io.guildhall.cli.table;

import org.jspecify.annotations.NullMarked;
