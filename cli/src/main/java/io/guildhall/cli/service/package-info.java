/// The service over HTTP: one call, its answer, patience with a busy service, and what a refusal means to the person at
/// the terminal. Start at [Service]. Knows no command and prints nothing but that it waits.
@NullMarked
package io.guildhall.cli.service;

import org.jspecify.annotations.NullMarked;
