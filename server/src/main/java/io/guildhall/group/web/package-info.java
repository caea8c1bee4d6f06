/// HTTP of groups: `/v2/userGroup2`.
@NullMarked
package io.guildhall.group.web;

import org.jspecify.annotations.NullMarked;
