package io.throughline.program;

/** With what a person signs in. */
record Account(String email, String password) {

    private static final String PASSWORD = "correct horse battery";

    /** Makes somebody a member of a workspace of the sample company, as an administrator and the person do. */
    static Account inSampleCompany(Program program, RunningServer server, NodeClients clients) {
        return inSampleCompany(program, server, clients, "member");
    }

    /** The same in another role. */
    static Account inSampleCompany(Program program, RunningServer server, NodeClients clients, String role) {
        var account = new Account("ada@larkfield.example", PASSWORD);
        program.print(
                "user",
                "add",
                account.email(),
                "--name",
                "Ada Lovelace",
                "--tenant",
                "sample",
                "--workspace",
                "APP",
                "--role",
                role);
        String link = program.with("THROUGHLINE_PUBLIC_URL", server.url())
                .print("user", "link", account.email())
                .strip();
        clients.setPassword(link, account);
        return account;
    }
}
