/// What commands that talk to a service share: their options and what they work with. Start at [ServiceCommand]. Knows
/// no
/// one command.
@NullMarked
package io.guildhall.cli.work;

import org.jspecify.annotations.NullMarked;
