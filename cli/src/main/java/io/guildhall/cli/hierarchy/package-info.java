/// `guildhall hierarchy`: which roles there are and who may stand under whom.
@NullMarked
package io.guildhall.cli.hierarchy;

import org.jspecify.annotations.NullMarked;
