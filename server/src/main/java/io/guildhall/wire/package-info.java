/// Requests and answers before they mean anything: members of a JSON object, query parameters, pages, points in time as
/// they are written.
///
/// Stands beside `error` below every module that takes JSON from outside, so that `hierarchy`, `company` and `org` read
/// with the same strictness and the same words. No rule about people, companies or hierarchies belongs here. The bulk
/// calls read with a streaming parser of their own, but refuse the same characters ([io.guildhall.wire.StorableText]).
@ApplicationModule(allowedDependencies = {"error"})
@NullMarked
package io.guildhall.wire;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
