package io.throughline.access.signin;

import io.throughline.problem.CallerMistakeException;
import java.util.Objects;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Turns what an identity provider says of somebody into the person that they are here. */
final class ProviderPeople implements OAuth2UserService<OidcUserRequest, OidcUser> {

    /** The error of people whom the provider knows and we do not; its description is for them. */
    static final String UNKNOWN = "unknown_person";

    private final OidcUserService provider = new OidcUserService();
    private final ExternalIdentityService identities;

    ProviderPeople(ExternalIdentityService identities) {
        this.identities = identities;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        OidcUser user = provider.loadUser(request);
        String issuer = Objects.requireNonNull(request.getIdToken().getIssuer()).toString();
        boolean verified = Boolean.TRUE.equals(user.getEmailVerified());
        try {
            String email = identities.find(
                    issuer,
                    Objects.requireNonNull(user.getSubject()),
                    verified ? user.getEmail() : null,
                    user.getFullName());
            return new Known(user, email);
        } catch (CallerMistakeException e) {
            throw new OAuth2AuthenticationException(new OAuth2Error(UNKNOWN, e.getMessage(), null), e.getMessage());
        }
    }

    /** Goes by the address here, not by what the provider calls them. */
    private static final class Known extends DefaultOidcUser {

        private static final long serialVersionUID = 1L;

        private final String email;

        Known(OidcUser user, String email) {
            super(user.getAuthorities(), user.getIdToken(), user.getUserInfo());
            this.email = email;
        }

        @Override
        public String getName() {
            return email;
        }
    }
}
