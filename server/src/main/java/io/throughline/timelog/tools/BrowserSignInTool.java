package io.throughline.timelog.tools;

import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.ToolAnswer;
import io.throughline.timelog.tools.ReadArguments.Nothing;

/** The tools {@code authenticate_via_browser} and {@code authenticate_via_erp_browser}, whose ways are not built yet. */
final class BrowserSignInTool extends LogTool<Nothing, SignInResult> {

    private final LogDesk desk;
    private final String instead;

    private BrowserSignInTool(LogDesk desk, String name, String title, String description, String instead) {
        super(new Face<>(
                name,
                title,
                description,
                Scope.LOGS_READ,
                READS,
                Nothing.class,
                SignInResult.class,
                SignInResult::failed));
        this.desk = desk;
        this.instead = instead;
    }

    static BrowserSignInTool ofGoogle(LogDesk desk) {
        return new BrowserSignInTool(
                desk,
                "authenticate_via_browser",
                "Sign in with Google in a browser",
                "Not available yet; says what to use instead: authenticate_with_token. Example: {}.",
                "authenticate_with_token, or authenticate_with_google if you have an access token of Google");
    }

    static BrowserSignInTool ofErp(LogDesk desk) {
        return new BrowserSignInTool(
                desk,
                "authenticate_via_erp_browser",
                "Sign in on the page of the ERP",
                "Not available yet; says what to use instead: authenticate_with_token. Example: {}.",
                "authenticate_with_token: sign in on the page of the ERP yourself and copy the token of your account");
    }

    @Override
    ToolAnswer<SignInResult> answer(Nothing arguments, CallContext context) {
        return failed(new LogFailure(
                "not_available",
                "This version cannot sign you in to " + desk.logs().backendName()
                        + " in a browser yet; nothing was started. Use " + instead + "."));
    }
}
