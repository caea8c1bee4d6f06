/// HTTP of reverts.
@NullMarked
package io.guildhall.undo.web;

import org.jspecify.annotations.NullMarked;
