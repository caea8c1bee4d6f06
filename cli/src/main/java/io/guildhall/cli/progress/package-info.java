/// How far a long work is: a bar that is written over on a terminal, a line now and then elsewhere.
@NullMarked
package io.guildhall.cli.progress;

import org.jspecify.annotations.NullMarked;
