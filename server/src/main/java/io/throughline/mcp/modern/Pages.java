package io.throughline.mcp.modern;

import io.throughline.mcp.wire.RpcError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A list that never changes while the program runs, written once in pages. */
final class Pages {

    private static final int PAGE_SIZE = 100;

    private final String member;
    private final List<JsonText> pages = new ArrayList<>();

    /** @param member of the result that holds the list */
    Pages(String member, List<ObjectNode> entries, long ttlMillis, WireFormat format) {
        this.member = member;
        int from = 0;
        do {
            int to = Math.min(entries.size(), from + PAGE_SIZE);
            ObjectNode result = format.complete();
            result.putArray(member).addAll(entries.subList(from, to));
            WireFormat.cacheable(result, ttlMillis, false); // what is listed depends on what the caller may do
            if (to < entries.size()) {
                result.put("nextCursor", cursor(pages.size() + 1));
            }
            pages.add(format.text(result));
            from = to;
        } while (from < entries.size());
    }

    Answer page(JsonNode params) {
        JsonNode given = params.path("cursor");
        if (given.isMissingNode() || given.isNull()) {
            return new Answer.Written(pages.getFirst());
        }
        for (int page = 1; page < pages.size(); page++) {
            if (given.isString() && given.asString().equals(cursor(page))) {
                return new Answer.Written(pages.get(page));
            }
        }
        return Answer.refused(
                RpcError.INVALID_PARAMS,
                "This cursor is not from this list. Repeat the call without a cursor, then with nextCursor of each page.");
    }

    private String cursor(int page) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((member + "/" + page).getBytes(StandardCharsets.UTF_8));
    }
}
