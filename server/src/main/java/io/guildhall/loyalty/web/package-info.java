/// HTTP of programmes.
@NullMarked
package io.guildhall.loyalty.web;

import org.jspecify.annotations.NullMarked;
