/// Hierarchies: their picture, and the form that changes them.
@NullMarked
package io.guildhall.console.web.hierarchies;

import org.jspecify.annotations.NullMarked;
