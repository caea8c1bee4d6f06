/// Which service a command talks to and who it is there: options, environment, `config.toml` and files with secrets, in
/// this order of precedence. Start at [Settings]. Talks to nobody.
@NullMarked
package io.guildhall.cli.config;

import org.jspecify.annotations.NullMarked;
