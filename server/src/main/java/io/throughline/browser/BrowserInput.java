package io.throughline.browser;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person does at a page. Places are in CSS pixels from the picture's left upper corner; {@code modifiers} are a sum of
 * {@link #ALT}, {@link #CONTROL}, {@link #META} and {@link #SHIFT}. None says in its {@code toString()} what was typed.
 */
public sealed interface BrowserInput {

    int ALT = 1;
    int CONTROL = 2;
    int META = 4;
    int SHIFT = 8;

    /** How a pointer goes on. */
    enum Kind {
        START,
        MOVE,
        END,
        /** Touch alone: the system took the fingers away from the page. */
        CANCEL
    }

    /**
     * A mouse with its left button. The others are missing on purpose: they open menus of the browser itself, which no picture shows,
     * and paste what another person copied.
     *
     * @param kind START is a press, END a release
     * @param pressed whether the left button is down while the mouse moves
     * @param clicks which click of a double click it is, from 1; 0 for a move
     */
    record Mouse(Kind kind, double x, double y, boolean pressed, int clicks, int modifiers) implements BrowserInput {}

    /**
     * @param deltaX CSS pixels to the right
     * @param deltaY CSS pixels down
     */
    record Wheel(double x, double y, double deltaX, double deltaY, int modifiers) implements BrowserInput {}

    /**
     * A key goes down or up; named as in the events of a page. Keys that copy, cut or paste do nothing, since browsers of several
     * people share one clipboard: what is pasted comes as {@link Text}.
     *
     * @param key such as "a", "Enter" or "ArrowLeft"
     * @param code of the place on the keyboard, such as "KeyA"; may be empty
     * @param keyCode the number that pages know, such as 13 for Enter; 0 if unknown
     * @param text what it types; null for nothing
     * @param repeat whether it is held down
     */
    record Key(
            boolean down,
            String key,
            String code,
            int keyCode,
            @Nullable String text,
            int modifiers,
            boolean repeat) implements BrowserInput {

        @Override
        public String toString() {
            return "Key[…]";
        }
    }

    /** Text that comes at once: what was pasted, or the end of a composition. */
    record Text(String text) implements BrowserInput {

        @Override
        public String toString() {
            return "Text[…]";
        }
    }

    /**
     * What an input method shows while somebody composes, until {@link Text} ends it; empty text gives up.
     *
     * @param selectionStart in UTF-16 units of the text
     * @param selectionEnd likewise, {@code >= selectionStart}
     */
    record Composition(String text, int selectionStart, int selectionEnd) implements BrowserInput {

        @Override
        public String toString() {
            return "Composition[…]";
        }
    }

    /** @param points fingers on the glass: all of them after a START or MOVE, those that remain after an END, none for CANCEL */
    record Touch(Kind kind, List<Point> points) implements BrowserInput {
        public Touch {
            points = List.copyOf(points);
        }
    }

    /** @param id the same for one finger from its START to its END */
    record Point(int id, double x, double y) {}
}
