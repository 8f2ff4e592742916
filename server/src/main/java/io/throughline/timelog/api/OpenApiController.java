package io.throughline.timelog.api;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What this API is, for programs. The document is made from the endpoints and their records when the program is built. */
@RestController
final class OpenApiController {

    static final String DOCUMENT = "openapi/time-logs.json";

    @GetMapping("/openapi.json")
    @Access.Open
    @Described(value = "This document", answer = Object.class)
    ResponseEntity<Resource> document() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(new ClassPathResource(DOCUMENT));
    }
}
