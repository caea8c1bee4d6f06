/// HTTP of imports.
@NullMarked
package io.guildhall.imports.web;

import org.jspecify.annotations.NullMarked;
