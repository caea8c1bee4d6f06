/// What there is of an organisation in numbers, now and day by day (`GET /v2/statistics`).
///
/// Start at [io.guildhall.statistics.StatisticsReports]. Nothing is counted here: the numbers are kept by `count`.
@ApplicationModule(
        allowedDependencies = {
            "error",
            "wire",
            "postgres",
            "access",
            "org :: store",
            "org :: domain",
            "hierarchy :: domain",
            "hierarchy :: store",
            "count",
            "count :: domain",
            "count :: store"
        })
@NullMarked
package io.guildhall.statistics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
