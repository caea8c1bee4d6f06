/// The demonstration: a service of its own, a made-up organisation, worked cases with the outcomes they must have.
///
/// Start at [DemoCommand]. [ImportCases] has the cases about a file, for which the command line itself is at work. The
/// requests of the others and their expectations are data in the resources under `demo/`; a new case is a new file and
/// its
/// line in `cases.json`. Rules of the service have no place here: an answer is read, shown and compared.
@NullMarked
package io.guildhall.cli.demo;

import org.jspecify.annotations.NullMarked;
