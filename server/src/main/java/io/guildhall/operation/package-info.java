/// What operators see of a running service: whether it lives and whether it is ready to serve, which request a line of
/// the log belongs to, what traces tell.
///
/// Metrics are Actuator's, on the management port; what a module counts itself is its own. Nothing here reads an
/// organisation's data.
@ApplicationModule(allowedDependencies = {"access", "error :: web", "postgres"})
@NullMarked
package io.guildhall.operation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
