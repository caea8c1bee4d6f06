/// Help in the form of man pages, made of what the commands say of themselves.
@NullMarked
package io.guildhall.cli.help;

import org.jspecify.annotations.NullMarked;
