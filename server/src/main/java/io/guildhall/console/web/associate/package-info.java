/// Files and pasted text: tried first, looked at row by row, then carried out.
@NullMarked
package io.guildhall.console.web.associate;

import org.jspecify.annotations.NullMarked;
