/// `guildhall org`: organisations as documents, for the operator.
@NullMarked
package io.guildhall.cli.organisation;

import org.jspecify.annotations.NullMarked;
