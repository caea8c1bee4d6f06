/// HTTP of hierarchies: `/v2/fleetHierarchy` and `/v2/fleet/permissions`.
@NullMarked
package io.guildhall.hierarchy.web;

import org.jspecify.annotations.NullMarked;
