/// Figures as a table and as JSON.
@NullMarked
package io.guildhall.benchmarks.report;

import org.jspecify.annotations.NullMarked;
