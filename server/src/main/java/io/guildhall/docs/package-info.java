/// The contract, `api/openapi.yaml`, as the service hands it out: as a file, as a page to read, and read for the
/// console's pages ([io.guildhall.docs.Contract]).
///
/// The page at `/docs` is swagger-ui out of its package; everything it loads comes from this server. The contract is
/// written by hand and not made from the code: nothing here knows another module.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.guildhall.docs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
