package io.throughline.erp;

import io.throughline.timelog.TimeLogProblemException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the ERP said to a write. That somebody is no longer signed in is thrown. */
sealed interface Written {

    /** @param body null if the answer has none, or one that is no JSON */
    record Accepted(@Nullable JsonNode body) implements Written {}

    /**
     * Nothing was written.
     *
     * @param code the ERP's own for the cause; empty for none
     */
    record Refused(int status, String code, TimeLogProblemException problem) implements Written {}

    /**
     * It may or may not have been written.
     *
     * @param again whether the same may succeed at another try
     * @param overdue whether the ERP may still be at it
     * @param pause for which the ERP asks before another try
     */
    record Unsure(TimeLogProblemException problem, boolean again, boolean overdue, Duration pause) implements Written {}
}
