/// `guildhall completion`: completes commands and options in shells.
@NullMarked
package io.guildhall.cli.completion;

import org.jspecify.annotations.NullMarked;
