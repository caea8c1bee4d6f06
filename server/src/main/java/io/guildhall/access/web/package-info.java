/// The check of credentials on each request, and the answers 401 and 403.
@NullMarked
package io.guildhall.access.web;

import org.jspecify.annotations.NullMarked;
