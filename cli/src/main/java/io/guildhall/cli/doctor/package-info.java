/// `guildhall doctor`: is everything in place for the other commands, and if not, what is to be done.
@NullMarked
package io.guildhall.cli.doctor;

import org.jspecify.annotations.NullMarked;
