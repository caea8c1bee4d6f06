/// The log of changes: every writing call is one change set, written in the same transaction, with each record it
/// touched before and after (`spec/beyond.md` row 8); and the answers kept under idempotency keys (row 4).
///
/// Knows no entity: records arrive as type, id and two JSON objects.
@ApplicationModule(allowedDependencies = {"error", "wire", "postgres", "access", "sealing"})
@NullMarked
package io.guildhall.change;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
