package io.throughline.mcp.legacy;

import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import java.util.Map;

/** Takes every value as valid: what the SDK would check on every call is checked by our reader and our tests. */
final class NoSchemaValidation implements JsonSchemaValidator {

    @Override
    public ValidationResponse validate(Map<String, Object> schema, Object structuredContent) {
        return ValidationResponse.asValid(null);
    }
}
