/// Who did what, and who was refused what. Writes of tills are change sets (`change`), which say where they came from;
/// this module adds refusals of rights and the operator's calls, and reads all of them as one list.
///
/// Nothing personal: a record names tills, clients and addresses of the network, and calls by their pattern.
@ApplicationModule(allowedDependencies = {"error", "error :: web", "wire", "postgres", "access"})
@NullMarked
package io.guildhall.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
