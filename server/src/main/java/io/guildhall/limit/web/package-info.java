/// Rates and the time of a request, where requests come in.
@NullMarked
package io.guildhall.limit.web;

import org.jspecify.annotations.NullMarked;
