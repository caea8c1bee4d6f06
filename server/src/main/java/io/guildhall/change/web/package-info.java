/// HTTP of change sets.
@NullMarked
package io.guildhall.change.web;

import org.jspecify.annotations.NullMarked;
