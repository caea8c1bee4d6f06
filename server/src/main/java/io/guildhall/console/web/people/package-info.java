/// Finding people, and all that is known of one.
@NullMarked
package io.guildhall.console.web.people;

import org.jspecify.annotations.NullMarked;
