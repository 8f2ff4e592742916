package io.throughline.backlog.imports.formats;

import io.throughline.backlog.imports.BacklogFile;
import java.io.IOException;
import java.io.Reader;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Parsers for JSON that somebody else wrote: bounded in depth and in the length of what they hold at once. */
final class JsonText {

    private static final int DEEPEST = 200;
    private static final int LONGEST_TEXT = 1 << 23;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_TEXT)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonText() {}

    static JsonParser parser(BacklogFile file, TextEncoding encoding) throws IOException {
        Reader text = encoding.open(file);
        try {
            return MAPPER.createParser(text);
        } catch (RuntimeException e) {
            text.close();
            throw e;
        }
    }

    static JsonParser parser(String text) {
        return MAPPER.createParser(text);
    }
}
