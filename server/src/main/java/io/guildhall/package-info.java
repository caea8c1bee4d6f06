/// Guildhall: people, companies and roles of group loyalty programmes, registered and tied together in bulk.
///
/// Every direct sub-package is a module; its `package-info` says what belongs there and what it may use.
@NullMarked
package io.guildhall;

import org.jspecify.annotations.NullMarked;
