/// The frame of the console: what all pages have, its files, and the pages that tell of failures. Each folder below is
/// one room.
@NullMarked
package io.guildhall.console.web;

import org.jspecify.annotations.NullMarked;
