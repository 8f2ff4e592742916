package io.throughline.backlog;

import io.throughline.problem.CallerMistakeException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page ended: the sort value and id of its last item, and which query it belongs to. Any node can go on from it. It
 * grants nothing: the query is authorised anew with every page.
 *
 * @param fingerprint of workspace, filter and sort
 */
record QueryCursor(long fingerprint, String sortValue, long itemId) {

    private static final byte VERSION = 1;
    private static final int FIXED_BYTES = 1 + Long.BYTES + Long.BYTES;
    private static final int MAX_CHARACTERS = 2_000;

    String encoded() {
        byte[] value = sortValue.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(FIXED_BYTES + value.length)
                .put(VERSION)
                .putLong(fingerprint)
                .putLong(itemId)
                .put(value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws CallerMistakeException if the text is no cursor, or one of another query */
    static QueryCursor decode(String text, long fingerprint, ItemSort sort) {
        QueryCursor cursor = decode(text);
        if (cursor.fingerprint() != fingerprint) {
            throw new CallerMistakeException(
                    "This cursor belongs to another query. Repeat the arguments of the query that"
                            + " gave it, unchanged but for limit and columns, or leave out the cursor to start at the first page.");
        }
        if (!sort.by().text()) {
            try {
                Double.parseDouble(cursor.sortValue());
            } catch (NumberFormatException e) {
                throw invalid();
            }
        }
        return cursor;
    }

    private static QueryCursor decode(String text) {
        try {
            if (text.length() > MAX_CHARACTERS) {
                throw invalid();
            }
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.strip()));
            if (bytes.remaining() < FIXED_BYTES || bytes.get() != VERSION) {
                throw invalid();
            }
            long fingerprint = bytes.getLong();
            long itemId = bytes.getLong();
            String sortValue = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            if (sortValue.indexOf('\0') >= 0) {
                throw invalid();
            }
            return new QueryCursor(fingerprint, sortValue, itemId);
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw invalid();
        }
    }

    private static CallerMistakeException invalid() {
        return new CallerMistakeException(
                "This is no cursor. Give nextCursor of the page before exactly as it was, or leave"
                        + " out the cursor to start at the first page.");
    }
}
