package io.throughline.timelog.tools;

import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.ToolAnswer;
import io.throughline.timelog.BrowserSignIns;
import io.throughline.timelog.SignInBackend;
import io.throughline.timelog.tools.ReadArguments.Nothing;

/** The tool {@code sign_out}. */
final class SignOutTool extends LogTool<Nothing, SignInResult> {

    private final LogDesk desk;
    private final SignInBackend backend;
    private final BrowserSignIns inBrowser;

    SignOutTool(LogDesk desk, SignInBackend backend, BrowserSignIns inBrowser) {
        super(new Face<>(
                "sign_out",
                "Sign out of the ERP",
                "Forgets your sign-in to the ERP of the time logs and ends one that is under way in a browser; logs stay."
                        + " Example: {}. Next: whoami.",
                Scope.LOGS_WRITE,
                ADDS,
                Nothing.class,
                SignInResult.class,
                SignInResult::failed));
        this.desk = desk;
        this.backend = backend;
        this.inBrowser = inBrowser;
    }

    @Override
    ToolAnswer<SignInResult> answer(Nothing arguments, CallContext context) {
        Principal principal = context.principal();
        String name = desk.logs().backendName();
        boolean ended = inBrowser.cancel(principal);
        String message = backend.signOut(principal)
                ? "You are signed out of " + name + "; its token is forgotten here."
                : "You were not signed in to " + name + " by a tool" + (ended ? "." : "; nothing changed.");
        if (ended) {
            message += " The sign-in that was under way in a browser has ended.";
        }
        return ToolAnswer.of(SignInResult.of(message, name, null), message);
    }
}
