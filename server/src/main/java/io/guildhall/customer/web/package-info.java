/// HTTP of people one at a time.
@NullMarked
package io.guildhall.customer.web;

import org.jspecify.annotations.NullMarked;
