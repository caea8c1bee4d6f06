/// Where output goes and what that place can show: width, characters, colours. Decides nothing about content.
@NullMarked
package io.guildhall.cli.terminal;

import org.jspecify.annotations.NullMarked;
