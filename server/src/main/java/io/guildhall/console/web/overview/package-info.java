/// Where the console begins.
@NullMarked
package io.guildhall.console.web.overview;

import org.jspecify.annotations.NullMarked;
