/// SQL about reverts.
@NullMarked
package io.guildhall.undo.store;

import org.jspecify.annotations.NullMarked;
