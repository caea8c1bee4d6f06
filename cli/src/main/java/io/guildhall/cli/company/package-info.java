/// `guildhall company`: companies and their sub-companies, to read.
@NullMarked
package io.guildhall.cli.company;

import org.jspecify.annotations.NullMarked;
