/// `guildhall import`: files of any length as jobs of the service.
///
/// Start at [ImportCommand]. [Following] watches a job until its end; [ImportPage] shows one.
@NullMarked
package io.guildhall.cli.imports;

import org.jspecify.annotations.NullMarked;
