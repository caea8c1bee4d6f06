/// Companies, and the people of one.
@NullMarked
package io.guildhall.console.web.companies;

import org.jspecify.annotations.NullMarked;
