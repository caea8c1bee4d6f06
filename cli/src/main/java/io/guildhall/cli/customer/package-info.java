/// `guildhall customer`: one person with everything around them, and the search for people.
@NullMarked
package io.guildhall.cli.customer;

import org.jspecify.annotations.NullMarked;
