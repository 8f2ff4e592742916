package io.throughline.mcp;

import java.net.URI;
import java.util.Map;

/** A question to the person, the model or the program at the other end. */
public sealed interface InputRequest {

    /** What the client must have declared that it can. */
    ClientFeature feature();

    /**
     * A form for the person. Never for secrets.
     *
     * @param schema JSON schema of the answer: a flat object of texts, numbers, booleans and choices
     */
    record Form(String message, Map<String, Object> schema) implements InputRequest {
        @Override
        public ClientFeature feature() {
            return ClientFeature.FORM;
        }
    }

    /** A page that the person opens and does something on; it must check by itself who opened it. */
    record Page(String message, URI url) implements InputRequest {
        @Override
        public ClientFeature feature() {
            return ClientFeature.PAGE;
        }
    }

    /** A completion by the client's model. Deprecated in the protocol; our own features do without. */
    record Sampling(Map<String, Object> parameters) implements InputRequest {
        @Override
        public ClientFeature feature() {
            return ClientFeature.SAMPLING;
        }
    }

    /** The client's root folders. Deprecated in the protocol; our own features do without. */
    record Roots() implements InputRequest {
        @Override
        public ClientFeature feature() {
            return ClientFeature.ROOTS;
        }
    }
}
