/// The catalogue of response codes and the answers made from it.
///
/// Every code that a caller can meet is a constant of [io.guildhall.error.ErrorCode]; `docs/errors.md` is generated
/// from it. A [io.guildhall.error.Problem] is one such code with its place in the request; it is data and travels
/// through the pipeline. [io.guildhall.error.RequestRefused] carries problems that concern the request as a whole.
/// No rule lives here, and no text about a person: identifier values are masked by [io.guildhall.error.Masked].
/// Uses no other module.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.guildhall.error;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
