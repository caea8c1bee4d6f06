/// What calls did, record by record, and taking it back.
@NullMarked
package io.guildhall.console.web.changes;

import org.jspecify.annotations.NullMarked;
