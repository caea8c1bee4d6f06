package io.guildhall.operation.web;

import io.guildhall.operation.Draining;
import io.guildhall.postgres.DatabaseProbe;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `GET /health/live` and `GET /health/ready` (`spec/org.md`, Health and metrics).
@RestController
class HealthController {
    private final DatabaseProbe database;
    private final Draining draining;

    HealthController(DatabaseProbe database, Draining draining) {
        this.database = database;
        this.draining = draining;
    }

    record Health(String status) {}

    /// Whether the process answers at all; a restart would help if it did not.
    @PreAuthorize("permitAll()")
    @GetMapping("/health/live")
    Health live() {
        return new Health("UP");
    }

    /// Whether requests can be served now: the database answers and can write, and we are not about to stop. Migrations
    /// are in before the port opens.
    @PreAuthorize("permitAll()")
    @GetMapping("/health/ready")
    ResponseEntity<Health> ready() {
        return !draining.hasBegun() && database.isReady()
                ? ResponseEntity.ok(new Health("UP"))
                : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(new Health("DOWN"));
    }
}
