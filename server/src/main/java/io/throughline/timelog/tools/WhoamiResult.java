package io.throughline.timelog.tools;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What {@code whoami} answers.
 *
 * @param signedIn whether the backend knows the caller
 * @param since when a tool signed the caller in; null if none did
 * @param authorized whether the caller may use the logs of this server; null if it is not known who they are
 * @param today where the person is
 * @param signIn how the last sign-in in a browser went; null if there was none in the last hour
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record WhoamiResult(
        String status,
        @Nullable String message,
        @Nullable String code,
        @Nullable String backend,
        @Nullable Boolean signedIn,
        @Nullable Long personId,
        @Nullable String name,
        @Nullable String email,
        @Nullable String since,
        @Nullable Boolean authorized,
        @Nullable LocalDate today,
        @Nullable String weekday,
        @Nullable LocalDate weekStarting,
        @Nullable String zone,
        ReadResults.LabelsResult.@Nullable Label defaultLabel,
        @Nullable SignInProgress signIn) {

    static WhoamiResult failed(LogFailure failure) {
        return new WhoamiResult(
                LogFailure.STATUS,
                failure.message(),
                failure.code(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
