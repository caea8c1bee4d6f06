/// HTTP of the audit: what is recorded of requests, and the operator's list.
@NullMarked
package io.guildhall.audit.web;

import org.jspecify.annotations.NullMarked;
