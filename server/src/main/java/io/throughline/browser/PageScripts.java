package io.throughline.browser;

/** What runs in every page of a visit before its own scripts. */
final class PageScripts {

    /** A world of scripts apart from the page's, in which its scripts can change nothing. */
    static final String WORLD = "throughline";

    /** In the page's own world: ways to the network that no policy of the page governs. */
    static final String FEWER_CONNECTIONS = """
            delete globalThis.RTCPeerConnection;
            delete globalThis.webkitRTCPeerConnection;
            if (document.contentType !== 'text/html') { // a picture with scripts has no place for a policy
                delete globalThis.WebSocket;
                delete globalThis.WebTransport;
                delete globalThis.Worker;
                delete globalThis.SharedWorker;
            }
            """;

    /** In our world. Has lists to choose from drawn in the page, since those of the system are in no picture. */
    static final String LISTS_IN_PAGE = """
            (() => {
                const lists = new CSSStyleSheet();
                lists.replaceSync('select:not([multiple], [size]), ::picker(select) { appearance: base-select !important }');
                const draw = () => {
                    if (!document.adoptedStyleSheets.includes(lists)) {
                        document.adoptedStyleSheets.push(lists);
                    }
                };
                draw();
                addEventListener('DOMContentLoaded', draw);
            })();
            """;

    static final String YES = "yes";
    /** The focus is in a frame that this one cannot look into. */
    static final String IN_A_FRAME = "frame";

    /** In our world: whether an editable element has the focus. */
    static final String TYPING = """
            (() => {
                const keyless = ['button', 'checkbox', 'color', 'file', 'hidden', 'image', 'radio', 'range', 'reset', 'submit'];
                let element = document.activeElement;
                for (let inner = element; inner; inner = inner.shadowRoot?.activeElement ?? inner.contentDocument?.activeElement) {
                    element = inner;
                }
                if (element?.tagName === 'IFRAME' && !element.contentDocument) {
                    return 'frame';
                }
                return element && !element.disabled && !element.readOnly
                    && (element.isContentEditable || element.tagName === 'TEXTAREA'
                        || (element.tagName === 'INPUT' && !keyless.includes(element.type))) ? 'yes' : 'no';
            })()
            """;

    private PageScripts() {}

    /**
     * In our world: gives the document a policy before its first script, which frames and workers that it makes inherit. A header
     * that is added to a document on its way does not count, unlike one of a worker's script.
     */
    static String policy(String policy) {
        return """
        (() => {
            const add = () => {
                if (!document.head) {
                    return false;
                }
                const meta = document.createElement('meta');
                meta.httpEquiv = 'Content-Security-Policy';
                meta.content = POLICY;
                document.head.prepend(meta);
                meta.remove();
                return true;
            };
            if (!add()) {
                const observer = new MutationObserver(() => {
                    if (add()) {
                        observer.disconnect();
                    }
                });
                observer.observe(document, { childList: true, subtree: true });
            }
        })();
        """.replace("POLICY", DevToolsMessage.quoted(policy));
    }

    /** Reads a text of localStorage, only at that origin; null for none. */
    static String stored(String origin, String key) {
        return "location.origin === " + DevToolsMessage.quoted(origin) + " ? localStorage.getItem("
                + DevToolsMessage.quoted(key) + ") : null";
    }
}
