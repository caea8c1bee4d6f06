/// Runs commands against a stand-in for the service, so that the Java machine can learn what later starts need. Only
/// the
/// script calls it, once after a build.
@NullMarked
package io.guildhall.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
