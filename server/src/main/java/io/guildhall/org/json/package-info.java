/// The organisation's document between JSON and the domain's plain data; the database and HTTP share it.
@NullMarked
package io.guildhall.org.json;

import org.jspecify.annotations.NullMarked;
