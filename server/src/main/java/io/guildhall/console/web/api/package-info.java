/// The contract as pages, and its calls to be tried as whoever is logged in.
@NullMarked
package io.guildhall.console.web.api;

import org.jspecify.annotations.NullMarked;
