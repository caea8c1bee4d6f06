/// SQL that only calls about one person need.
@NullMarked
package io.guildhall.person.store;

import org.jspecify.annotations.NullMarked;
