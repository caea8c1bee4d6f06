/// Load, time, processor and memory. Knows nothing of what a call means.
@NullMarked
package io.guildhall.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
