/// Organisations and how they are set up: the one document that describes an organisation, applied by the operator,
/// and what the rest of the service reads of it on every request ([io.guildhall.org.domain.OrganisationSetup]).
///
/// A section of the document whose objects live in another module (hierarchies; later card series, programmes) is
/// handled by that module's [io.guildhall.org.SetupSection]; what may be pruned is asked of every module's
/// [io.guildhall.org.SetupUse].
@ApplicationModule(allowedDependencies = {"error", "postgres", "access", "access :: store", "wire", "audit"})
@NullMarked
package io.guildhall.org;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
