/// How many people, companies and links there are, without counting them.
///
/// Whatever starts or ends one says so to [io.guildhall.count.Counting], which adds rows at the end of the same
/// transaction and never changes one, so that no call waits for another. [io.guildhall.count.CountRollUp] sums them up
/// in the background. What is read is the sums and the rows that are yet to be summed up, by one statement (ADR 24).
/// Knows no entity; what the numbers are for stands in `statistics` and in the stores that join them.
@ApplicationModule(allowedDependencies = {"postgres", "change"})
@NullMarked
package io.guildhall.count;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
