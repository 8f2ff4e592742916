package io.throughline.timelog.tools;

import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.ToolAnswer;
import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.tools.SignInArguments.Google;

/** The tool {@code authenticate_with_google}. */
final class AuthenticateWithGoogleTool extends LogTool<Google, SignInResult> {

    private final SignInDesk desk;

    AuthenticateWithGoogleTool(SignInDesk desk) {
        super(new Face<>(
                "authenticate_with_google",
                "Sign in with Google",
                """
                Hands an access token of Google to the ERP, which signs you in, and returns as whom. Use it when you have \
                one; else authenticate_with_token. Example: {"access_token":"ya29.a0Af"}.""",
                Scope.LOGS_WRITE,
                ADDS,
                Google.class,
                SignInResult.class,
                SignInResult::failed));
        this.desk = desk;
    }

    @Override
    ToolAnswer<SignInResult> answer(Google arguments, CallContext context) {
        String token = Given.required(arguments.accessToken(), "access_token", "an access token of Google");
        if (token.length() > AuthenticateWithTokenTool.MAX_CHARACTERS
                || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new CallerMistakeException("This is no access token of Google: it must be 1 to "
                    + AuthenticateWithTokenTool.MAX_CHARACTERS + " visible ASCII characters without blanks.");
        }
        return desk.signIn(
                context.principal(),
                arguments.email(),
                () -> desk.backend().signInWithGoogle(context.principal(), token));
    }
}
