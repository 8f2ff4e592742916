package io.throughline.erp;

import java.net.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** What came of one request. */
sealed interface Exchange {

    /** @param text null for one that is larger than we take, see {@link ErpHttp#MAX_BODY_BYTES} */
    record Answered(
            int status, HttpHeaders headers, @Nullable String text) implements Exchange {}

    /** There was no connection, so nothing was sent. */
    record NotSent(String why) implements Exchange {}

    /**
     * It was sent, and no answer came, or none that could be read to its end.
     *
     * @param overdue whether the ERP may still be at it
     */
    record Lost(String why, boolean overdue) implements Exchange {}
}
