/// HTTP and JSON of the calls about one person.
@NullMarked
package io.guildhall.person.web;

import org.jspecify.annotations.NullMarked;
