/// Who may call: tills, clients and the operator; their secrets, roles and the check on each request.
///
/// A request that reaches a handler carries a [io.guildhall.access.Caller]; handlers say what they need by
/// [io.guildhall.access.Reads], [io.guildhall.access.Writes] or [io.guildhall.access.Operates]. What a till is called
/// and which tills there are belongs to `org`, which hands its logins over to `store`.
@ApplicationModule(allowedDependencies = {"error", "error :: web", "postgres", "wire"})
@NullMarked
package io.guildhall.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
