package io.throughline.timelog.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.throughline.access.AccessService;
import io.throughline.access.ApiKey;
import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.problem.CallerMistakeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens that are good for time logs: one's own, and those of the whole company for owners and admins. */
@RestController
@RequestMapping("/admin/tokens")
final class AdminTokensController {

    private final AccessService access;

    AdminTokensController(AccessService access) {
        this.access = access;
    }

    record ListedToken(
            long id,

            @JsonPropertyDescription("address of whose it is")
            String email,

            String name,

            @JsonPropertyDescription("beginning and end") String hint,

            List<String> scopes,
            Instant createdAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant expiresAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant lastUsedAt) {

        ListedToken {
            scopes = List.copyOf(scopes);
        }

        static ListedToken of(ApiKey key) {
            return new ListedToken(
                    key.id(),
                    key.personEmail(),
                    key.name(),
                    key.hint(),
                    key.scopes().stream().map(Scope::wireName).sorted().toList(),
                    key.createdAt(),
                    key.expiresAt(),
                    key.lastUsedAt());
        }
    }

    @GetMapping
    @Access.Needs(Scope.LOGS_READ)
    @Described(value = "Tokens for time logs that were not revoked", answer = ListedToken[].class)
    List<ListedToken> list(Principal caller) {
        return access.keysSeenBy(caller).stream()
                .filter(AdminTokensController::isLogToken)
                .map(ListedToken::of)
                .toList();
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Access.Needs(Scope.LOGS_WRITE)
    @Described(value = "Revokes a token at once", answer = Void.class, status = 204)
    void revoke(Principal caller, @PathVariable("id") String id) {
        long number = RowId.find(id).orElseThrow(ApiProblem::notFound);
        if (access.keysSeenBy(caller).stream().noneMatch(key -> key.id() == number && isLogToken(key))) {
            throw ApiProblem.notFound();
        }
        try {
            access.revokeSeenKey(caller, number);
        } catch (CallerMistakeException e) {
            throw ApiProblem.notFound(); // somebody else was faster
        }
    }

    private static boolean isLogToken(ApiKey key) {
        return key.revokedAt() == null
                && (key.scopes().contains(Scope.LOGS_READ) || key.scopes().contains(Scope.LOGS_WRITE));
    }
}
