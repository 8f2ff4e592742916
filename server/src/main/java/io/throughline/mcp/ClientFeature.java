package io.throughline.mcp;

/** What a client can do besides calling. */
public enum ClientFeature {
    /** Shows a form ({@code elicitation}, mode form). */
    FORM,
    /** Opens a page ({@code elicitation}, mode url). */
    PAGE,
    /** Asks its model ({@code sampling}). */
    SAMPLING,
    /** Tells its root folders ({@code roots}). */
    ROOTS,
    /** Shows our views ({@code extensions}, io.modelcontextprotocol/ui). */
    VIEWS
}
