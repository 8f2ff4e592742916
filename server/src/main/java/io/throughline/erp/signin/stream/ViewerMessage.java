package io.throughline.erp.signin.stream;

import io.throughline.browser.BrowserInput;

/** What the script of our page says to us. */
sealed interface ViewerMessage {

    /** What the person did at the picture. */
    record Input(BrowserInput input) implements ViewerMessage {

        /** Whether the next of its kind says all that this one said: a pointer that only moves. */
        boolean isMove() {
            return (input instanceof BrowserInput.Mouse mouse && mouse.kind() == BrowserInput.Kind.MOVE)
                    || (input instanceof BrowserInput.Touch touch && touch.kind() == BrowserInput.Kind.MOVE);
        }
    }

    /** The room for the picture is another one. */
    record Resize(ViewSize size) implements ViewerMessage {}

    /** A picture has arrived and was drawn. */
    record Seen() implements ViewerMessage {}

    /** Load the page once more. */
    record Reload() implements ViewerMessage {}

    /** Close the window that the page opened. */
    record ClosePopup() implements ViewerMessage {}
}
