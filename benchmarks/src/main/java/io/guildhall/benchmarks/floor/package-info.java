/// What the database does by itself: the rows that the service wrote, written again without it.
@NullMarked
package io.guildhall.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
