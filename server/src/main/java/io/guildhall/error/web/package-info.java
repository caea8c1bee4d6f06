/// Turns every failure of a request into the body and status of the catalogue: what handlers refuse, what Spring
/// refuses before a handler runs (405, 415, unreadable bodies), and what nobody expected (500, with a neutral text).
@NamedInterface("web")
@NullMarked
package io.guildhall.error.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
