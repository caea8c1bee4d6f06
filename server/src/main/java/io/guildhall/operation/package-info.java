/// What operators see of a running service: whether it lives and whether it is ready to serve.
///
/// Metrics are Actuator's, on the management port. Nothing here reads an organisation's data.
@ApplicationModule(allowedDependencies = {"postgres"})
@NullMarked
package io.guildhall.operation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
