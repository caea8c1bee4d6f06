/// The operator's calls about organisations, below `/admin/v1`.
@NullMarked
package io.guildhall.org.web;

import org.jspecify.annotations.NullMarked;
