/// Requests and answers before they mean anything: members of a JSON object, query parameters, pages, points in time
/// as they are written.
///
/// Stands beside `error` below every module that takes JSON from outside, so that all read with the same strictness
/// and the same words. Small bodies are read by [io.guildhall.wire.JsonMembers], bulk bodies, of which a part may be
/// wrong while the rest is served, by [io.guildhall.wire.JsonCursor]. No rule about people, companies or hierarchies
/// belongs here.
@ApplicationModule(allowedDependencies = {"error"})
@NullMarked
package io.guildhall.wire;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
