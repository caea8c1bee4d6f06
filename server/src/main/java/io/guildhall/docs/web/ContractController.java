package io.guildhall.docs.web;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `GET /openapi.yaml`: the contract as it was written.
@RestController
class ContractController {
    @PreAuthorize("permitAll()")
    @GetMapping(path = "/openapi.yaml", produces = "application/yaml")
    ResponseEntity<Resource> contract() {
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(new ClassPathResource("api/openapi.yaml"));
    }
}
