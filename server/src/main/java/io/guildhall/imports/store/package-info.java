/// SQL about imports, their rows, chunks and errors, and the queue.
@NullMarked
package io.guildhall.imports.store;

import org.jspecify.annotations.NullMarked;
