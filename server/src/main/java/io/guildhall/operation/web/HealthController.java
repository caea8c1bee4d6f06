package io.guildhall.operation.web;

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

    HealthController(DatabaseProbe database) {
        this.database = database;
    }

    record Health(String status) {}

    /// Whether the process answers at all; a restart would help if it did not.
    @PreAuthorize("permitAll()")
    @GetMapping("/health/live")
    Health live() {
        return new Health("UP");
    }

    /// Whether requests can be served now: the database answers. Migrations are in before the port opens.
    @PreAuthorize("permitAll()")
    @GetMapping("/health/ready")
    ResponseEntity<Health> ready() {
        return database.answers()
                ? ResponseEntity.ok(new Health("UP"))
                : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(new Health("DOWN"));
    }
}
