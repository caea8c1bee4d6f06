/// HTTP about numbers.
@NullMarked
package io.guildhall.statistics.web;

import org.jspecify.annotations.NullMarked;
