/// How much of the service one caller may have: rates of organisations and tills, turns of bulk calls, fairly between
/// organisations, and the time that a request may take.
///
/// A module of its own because it is about those who are let in already: `access` says who somebody is and slows down
/// those who guess, `wire` bounds what a single body may be. Everything here is in the memory of one instance; several
/// instances each give what is allowed. Who wants a turn for work of theirs asks [io.guildhall.limit.BulkCalls].
@ApplicationModule(
        allowedDependencies = {"error", "error :: web", "postgres", "access", "org :: domain", "org :: store"})
@NullMarked
package io.guildhall.limit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
