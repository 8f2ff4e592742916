package io.throughline.timelog.tools;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.timelog.BrowserSignIns.Begun;
import io.throughline.timelog.LogPerson;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What the tools answer that sign in and out.
 *
 * @param url of the page to open, while a sign-in is under way
 * @param until when it ends then; an instant as ISO text
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record SignInResult(
        String status,
        String message,
        @Nullable String code,
        @Nullable String backend,
        @Nullable Long personId,
        @Nullable String email,
        @Nullable String name,
        @Nullable String url,
        @Nullable String until) {

    /** A sign-in is under way on a page, whose address is told. */
    private static final String WAITING = "waiting";

    /** As {@link #WAITING}; the page shows a browser of the server. */
    private static final String DEPLOYED = "deployed";

    static SignInResult failed(LogFailure failure) {
        return new SignInResult(
                LogFailure.STATUS, failure.message(), failure.code(), null, null, null, null, null, null);
    }

    static SignInResult of(String message, String backend, @Nullable LogPerson person) {
        return new SignInResult(
                ReadResults.SUCCESS,
                message,
                null,
                backend,
                person == null ? null : person.id(),
                person == null ? null : person.email(),
                person == null ? null : person.name(),
                null,
                null);
    }

    static SignInResult begun(String message, String backend, Begun begun) {
        URI link = begun.link();
        return new SignInResult(
                begun.streamed() ? DEPLOYED : WAITING,
                message,
                null,
                backend,
                null,
                null,
                null,
                link == null ? null : link.toString(),
                begun.until().toString());
    }
}
