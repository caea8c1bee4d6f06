/// HTTP of companies: `/v2/companies`.
@NullMarked
package io.guildhall.company.web;

import org.jspecify.annotations.NullMarked;
