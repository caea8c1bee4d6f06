/// HTTP of the health checks, open to everybody.
@NullMarked
package io.guildhall.operation.web;

import org.jspecify.annotations.NullMarked;
