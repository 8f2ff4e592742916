package io.throughline.timelog.tools;

import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.ClientFeature;
import io.throughline.mcp.InputNeeded;
import io.throughline.mcp.InputRequest;
import io.throughline.mcp.ToolAnswer;
import io.throughline.timelog.BrowserSignIns;
import io.throughline.timelog.BrowserSignIns.Begun;
import io.throughline.timelog.BrowserSignIns.Way;
import io.throughline.timelog.tools.ReadArguments.Nothing;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * The tools {@code authenticate_via_browser} and {@code authenticate_via_erp_browser}. They begin a sign-in and answer at once
 * with its link; a client that opens links is asked to open it.
 */
final class BrowserSignInTool extends LogTool<Nothing, SignInResult> {

    private static final String LINK = "link";

    private final LogDesk desk;
    private final BrowserSignIns signIns;
    private final Way way;

    private BrowserSignInTool(
            LogDesk desk, BrowserSignIns signIns, Way way, String name, String title, String description) {
        super(new Face<>(
                name,
                title,
                description,
                Scope.LOGS_WRITE,
                ADDS,
                Nothing.class,
                SignInResult.class,
                SignInResult::failed));
        this.desk = desk;
        this.signIns = signIns;
        this.way = way;
    }

    static BrowserSignInTool ofProvider(LogDesk desk, BrowserSignIns signIns) {
        return new BrowserSignInTool(
                desk, signIns, Way.PROVIDER, "authenticate_via_browser", "Sign in with Google in a browser", """
                Begins a sign-in to the ERP with Google and returns at once a link, good for one use and 5 minutes: show it \
                to the person. Nothing is copied. Example: {}. Next: whoami, once they have signed in.""");
    }

    static BrowserSignInTool ofErp(LogDesk desk, BrowserSignIns signIns) {
        return new BrowserSignInTool(
                desk, signIns, Way.ERP_PAGE, "authenticate_via_erp_browser", "Sign in on the page of the ERP", """
                Begins a sign-in on the ERP's own page, in a window or under a link for the person to open (one use, 5 \
                minutes), and returns at once. Nothing is copied. Example: {}. Next: whoami, once they have signed in.""");
    }

    @Override
    ToolAnswer<SignInResult> answer(Nothing arguments, CallContext context) {
        String state = context.answers().state();
        if (state != null) {
            return asked(context, Remembered.read(state));
        }
        Begun begun = signIns.begin(context.principal(), way);
        URI link = begun.link();
        if (link != null && context.features().contains(ClientFeature.PAGE)) {
            return new ToolAnswer.NeedsInput<>(new InputNeeded(
                    Map.of(
                            LINK,
                            new InputRequest.Page("Sign in to " + desk.logs().backendName() + ".", link)),
                    new Remembered(begun).text()));
        }
        return begun(context.principal(), begun);
    }

    /** What must be known when the client says what became of the link. */
    private record Remembered(Begun begun) {

        String text() {
            return (begun.streamed() ? "streamed " : "page ") + begun.until() + " " + begun.link();
        }

        static Begun read(String text) {
            String[] parts = text.split(" ", 3);
            return new Begun(URI.create(parts[2]), parts[0].equals("streamed"), Instant.parse(parts[1]));
        }
    }

    private ToolAnswer<SignInResult> asked(CallContext context, Begun begun) {
        boolean refused = context.answers()
                .find(LINK)
                .map(answer -> answer.get("action"))
                .filter(action -> action.equals("decline") || action.equals("cancel"))
                .isPresent();
        if (refused) {
            signIns.cancel(context.principal());
            return failed(new LogFailure(
                    "declined", "The link was not opened, so the sign-in has ended. Nothing was stored or changed."));
        }
        return begun(context.principal(), begun);
    }

    private ToolAnswer<SignInResult> begun(Principal principal, Begun begun) {
        String name = desk.logs().backendName();
        String until = SignInProgress.clock(begun.until(), principal.zone());
        URI link = begun.link();
        String message = (link == null
                        ? "A browser window opens on the page of " + name + " at the machine of this server. Sign in"
                                + " there until " + until + "; it closes by itself."
                        : "Open this page to sign in to " + name + ": " + link
                                + "\nIt works once, for you alone, until " + until + ".")
                + " Then call whoami, which tells how it went; sign_out ends the attempt.";
        return ToolAnswer.of(SignInResult.begun(message, name, begun), message);
    }
}
