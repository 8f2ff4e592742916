package io.throughline.erp.signin;

import java.net.URI;

/** Where the embedded ERP's page is served. Safe for concurrent use. */
public interface EmbeddedPage {

    /** As this machine reaches it. Nothing need be served there before {@link #open}. */
    URI address();

    /**
     * Serves the page at least as long as an attempt runs.
     *
     * @param attemptId of an attempt that has begun
     * @throws io.throughline.timelog.TimeLogProblemException if it cannot be served; says what to do
     */
    void open(String attemptId);
}
