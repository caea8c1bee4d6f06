/// SQL about memberships and their spells, always for many at a time.
@NullMarked
package io.guildhall.association.store;

import org.jspecify.annotations.NullMarked;
