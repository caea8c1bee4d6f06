/// The rules of association as pure functions over data: a [io.guildhall.association.domain.Batch] and a
/// [io.guildhall.association.domain.Snapshot] go in, a [io.guildhall.association.domain.Plan] comes out.
///
/// The way through [io.guildhall.association.domain.Planner]: what an item asks for
/// ([io.guildhall.association.domain.Targets]) → who is who ([io.guildhall.association.domain.Recognition]) → who
/// stands where ([io.guildhall.association.domain.Placing], again until nobody new fails) → what is to be written
/// ([io.guildhall.association.domain.PlanAssembly]).
@NamedInterface("domain")
@NullMarked
package io.guildhall.association.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
