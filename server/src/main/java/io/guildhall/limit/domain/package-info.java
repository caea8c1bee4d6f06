/// Who is next where there is not enough for all.
@NullMarked
package io.guildhall.limit.domain;

import org.jspecify.annotations.NullMarked;
