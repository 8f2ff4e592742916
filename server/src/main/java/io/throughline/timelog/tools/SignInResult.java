package io.throughline.timelog.tools;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.timelog.LogPerson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What the tools answer that sign in and out. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record SignInResult(
        String status,
        String message,
        @Nullable String code,
        @Nullable String backend,
        @Nullable Long personId,
        @Nullable String email,
        @Nullable String name) {

    static SignInResult failed(LogFailure failure) {
        return new SignInResult(LogFailure.STATUS, failure.message(), failure.code(), null, null, null, null);
    }

    static SignInResult of(String message, String backend, @Nullable LogPerson person) {
        return new SignInResult(
                ReadResults.SUCCESS,
                message,
                null,
                backend,
                person == null ? null : person.id(),
                person == null ? null : person.email(),
                person == null ? null : person.name());
    }
}
