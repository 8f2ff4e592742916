package io.throughline.timelog.tools;

import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.ToolAnswer;
import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.tools.SignInArguments.Token;
import java.util.regex.Pattern;

/** The tool {@code authenticate_with_token}. */
final class AuthenticateWithTokenTool extends LogTool<Token, SignInResult> {

    static final int MAX_CHARACTERS = 4_096;

    private static final Pattern SCHEME = Pattern.compile("(?i)^(?:authorization\\s*:\\s*)?(?:token|bearer)(?:\\s+|$)");

    private final SignInDesk desk;

    AuthenticateWithTokenTool(SignInDesk desk) {
        super(new Face<>(
                "authenticate_with_token",
                "Sign in with a token",
                """
                Signs you in to the ERP of the time logs with its token and returns as whom; a token that is not good \
                changes nothing. Needed only when a tool says so. Example: {"token":"9f2c41d07be8"}. Next: get_week_logs.""",
                Scope.LOGS_WRITE,
                ADDS,
                Token.class,
                SignInResult.class,
                SignInResult::failed));
        this.desk = desk;
    }

    @Override
    ToolAnswer<SignInResult> answer(Token arguments, CallContext context) {
        String token = token(arguments.token());
        return desk.signIn(
                context.principal(),
                arguments.email(),
                () -> desk.backend().signInWithToken(context.principal(), token));
    }

    private static String token(String written) {
        String given = Given.required(written, "token", "the token that your ERP shows for your account");
        String token = Given.text(SCHEME.matcher(given).replaceFirst(""));
        if (token == null || token.length() > MAX_CHARACTERS || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new CallerMistakeException(
                    "This is no token: it must be 1 to " + MAX_CHARACTERS
                            + " visible ASCII characters without blanks. Copy it again from the ERP. You are signed in as before.");
        }
        return token;
    }
}
