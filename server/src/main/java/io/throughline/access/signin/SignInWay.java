package io.throughline.access.signin;

/** By what somebody signed in. */
public enum SignInWay {
    PASSWORD("password"),
    PASSKEY("passkey"),
    PROVIDER("identity provider"),
    LINK("one-time link");

    private final String words;

    SignInWay(String words) {
        this.words = words;
    }

    /** For people, to stand after "by". */
    public String words() {
        return words;
    }
}
