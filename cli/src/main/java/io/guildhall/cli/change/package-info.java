/// `guildhall changes`: what a call changed, and taking it back.
@NullMarked
package io.guildhall.cli.change;

import org.jspecify.annotations.NullMarked;
