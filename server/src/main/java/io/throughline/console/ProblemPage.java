package io.throughline.console;

import io.throughline.access.oauth.server.AuthorizationServerConfiguration;
import io.throughline.access.signin.SignInConfiguration;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/** What filters refuse, shown as a page; reached by forward alone. */
@Controller
final class ProblemPage {

    static final String TOO_LARGE = "/problem/too-large";

    /** A form without the token against forged forms: from elsewhere, or from before the sign-in. */
    @RequestMapping(SignInConfiguration.FORGED)
    void forged(HttpServletRequest request) {
        requireForward(request);
        throw PageProblem.forbidden(
                "The form came from another page, or from before you signed in. Go back, reload it, and send it again.");
    }

    /** What a program asked in a person's name, and cannot. */
    @RequestMapping(AuthorizationServerConfiguration.REFUSED)
    void authorization(HttpServletRequest request) {
        requireForward(request);
        throw PageProblem.badRequest(String.valueOf(request.getAttribute(AuthorizationServerConfiguration.REFUSED)));
    }

    @RequestMapping(TOO_LARGE)
    void tooLarge(HttpServletRequest request) {
        requireForward(request);
        throw new MaxUploadSizeExceededException(UploadLimit.mostBytes());
    }

    private static void requireForward(HttpServletRequest request) {
        if (request.getDispatcherType() != DispatcherType.FORWARD) {
            throw PageProblem.notFound();
        }
    }
}
