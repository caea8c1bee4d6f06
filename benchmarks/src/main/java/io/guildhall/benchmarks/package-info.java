/// How fast the service is, next to what its database does by itself.
///
/// Start at [BenchCommand]. `docs/performance.md` has the method; a package each holds the service, the data, the
/// floor, the measuring and the report.
@NullMarked
package io.guildhall.benchmarks;

import org.jspecify.annotations.NullMarked;
