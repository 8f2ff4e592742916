package io.throughline.erp.signin;

import io.throughline.access.Principal;
import io.throughline.timelog.BrowserSignIns;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Takes for each attempt the first way that this process can offer. */
final class SignInRoutes implements BrowserSignIns {

    private final List<SignInRoute> routes;
    private final SignInAttempts attempts;

    /** @param routes the better first */
    SignInRoutes(List<SignInRoute> routes, SignInAttempts attempts) {
        this.routes = List.copyOf(routes);
        this.attempts = attempts;
    }

    @Override
    public Begun begin(Principal principal, Way way) {
        List<SignInRoute> asked =
                routes.stream().filter(route -> route.way() == way).toList();
        return asked.stream()
                .filter(route -> route.unable().isEmpty())
                .findFirst()
                .orElseThrow(() -> new TimeLogProblemException(
                        Kind.REFUSED,
                        asked.stream()
                                        .map(SignInRoute::unable)
                                        .flatMap(Optional::stream)
                                        .distinct()
                                        .collect(Collectors.joining(" "))
                                + " Nothing was started. Or sign in with authenticate_with_token and the token that the"
                                + " ERP shows for your account."))
                .begin(principal);
    }

    @Override
    public Optional<Attempt> last(Principal principal) {
        return attempts.findOf(principal)
                .map(attempt -> new Attempt(
                        attempt.way(), attempt.state(), attempt.askedAt(), attempt.until(), attempt.told()));
    }

    @Override
    public boolean cancel(Principal principal) {
        return attempts.cancel(principal);
    }
}
