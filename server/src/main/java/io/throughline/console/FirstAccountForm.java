package io.throughline.console;

import io.throughline.access.AccessService;
import io.throughline.access.signin.SignInService;
import io.throughline.workspace.WorkspaceService;

/** What the page of the first account asks. The fields of the workspace are empty where there is one already. */
public record FirstAccountForm(
        String name, String email, String password, String company, String workspaceName, String workspaceKey) {

    static FirstAccountForm empty() {
        return new FirstAccountForm("", "", "", "", "", "");
    }

    FormErrors errors(boolean withWorkspace) {
        var errors = new FormErrors();
        errors.check("name", () -> AccessService.checkedName(name, "Your name"));
        errors.check("email", () -> AccessService.checkedEmail(email));
        errors.check("password", () -> SignInService.requireGood(password));
        errors.check("company", () -> AccessService.checkedName(company, "The name of the company"));
        if (withWorkspace) {
            errors.check("workspaceName", () -> WorkspaceService.checkedName(workspaceName));
            errors.check("workspaceKey", () -> WorkspaceService.checkedKey(workspaceKey));
        }
        return errors;
    }

    @Override
    public String toString() {
        return "FirstAccountForm of " + email;
    }
}
