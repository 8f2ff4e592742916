package io.throughline.timelog.tools;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What the tools take that sign in. Never shown: secrets. */
final class SignInArguments {

    private SignInArguments() {}

    record Token(
            @JsonPropertyDescription("With or without 'Token '")
            String token,

            @JsonPropertyDescription(ReadArguments.OWN) @Nullable String email) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "a token";
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Google(
            @JsonPropertyDescription("Of Google") String accessToken,

            @JsonPropertyDescription(ReadArguments.OWN) @Nullable String email) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "an access token";
        }
    }
}
