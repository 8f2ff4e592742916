package io.throughline.erp.signin.stream;

import io.throughline.browser.BrowserInput;
import io.throughline.browser.BrowserInput.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads what the script of our page says, strictly: whoever speaks to us may be somebody's own script. */
final class ViewerMessages {

    /** UTF-8 bytes of one message. */
    static final int MOST_BYTES = 16 * 1_024;

    static final int LONGEST_TEXT = 4_096;

    private static final int LONGEST_KEY = 32;
    private static final int MOST_FINGERS = 10;
    private static final int MOST_MODIFIERS =
            BrowserInput.ALT | BrowserInput.CONTROL | BrowserInput.META | BrowserInput.SHIFT;
    private static final int MOST_CLICKS = 3;
    private static final int MOST_KEY_CODE = 255;
    /** A finger or mouse may leave the picture. */
    private static final double FARTHEST = 10_000;

    private static final List<String> TYPES =
            List.of("mouse", "wheel", "key", "text", "composition", "touch", "resize", "seen", "reload", "close-popup");
    private static final List<String> KINDS = List.of("start", "move", "end", "cancel");
    private static final List<String> MOUSE_KINDS = KINDS.subList(0, 3);

    private ViewerMessages() {}

    static ViewerMessage read(String text) throws BadMessageException {
        MessageFields fields = MessageFields.of(text);
        ViewerMessage message = switch (TYPES.get(fields.word("type", TYPES))) {
            case "mouse" -> new ViewerMessage.Input(mouse(fields));
            case "wheel" -> new ViewerMessage.Input(wheel(fields));
            case "key" -> new ViewerMessage.Input(key(fields));
            case "text" -> new ViewerMessage.Input(new BrowserInput.Text(fields.text("text", LONGEST_TEXT)));
            case "composition" -> new ViewerMessage.Input(composition(fields));
            case "touch" -> new ViewerMessage.Input(touch(fields));
            case "resize" ->
                new ViewerMessage.Resize(new ViewSize(
                        fields.wholeNumber("width", 1, (int) FARTHEST),
                        fields.wholeNumber("height", 1, (int) FARTHEST)));
            case "seen" -> new ViewerMessage.Seen();
            case "reload" -> new ViewerMessage.Reload();
            default -> new ViewerMessage.ClosePopup();
        };
        fields.end();
        return message;
    }

    private static double place(MessageFields fields, String name) throws BadMessageException {
        return fields.number(name, -FARTHEST, FARTHEST);
    }

    private static int modifiers(MessageFields fields) throws BadMessageException {
        return fields.wholeNumber("modifiers", 0, MOST_MODIFIERS);
    }

    private static BrowserInput mouse(MessageFields fields) throws BadMessageException {
        return new BrowserInput.Mouse(
                Kind.valueOf(MOUSE_KINDS.get(fields.word("kind", MOUSE_KINDS)).toUpperCase(Locale.ROOT)),
                place(fields, "x"),
                place(fields, "y"),
                fields.truth("pressed"),
                fields.wholeNumber("clicks", 0, MOST_CLICKS),
                modifiers(fields));
    }

    private static BrowserInput wheel(MessageFields fields) throws BadMessageException {
        return new BrowserInput.Wheel(
                place(fields, "x"),
                place(fields, "y"),
                place(fields, "deltaX"),
                place(fields, "deltaY"),
                modifiers(fields));
    }

    private static BrowserInput key(MessageFields fields) throws BadMessageException {
        return new BrowserInput.Key(
                fields.truth("down"),
                fields.text("key", LONGEST_KEY),
                fields.text("code", LONGEST_KEY),
                fields.wholeNumber("keyCode", 0, MOST_KEY_CODE),
                fields.textOrNull("text", LONGEST_KEY),
                modifiers(fields),
                fields.truth("repeat"));
    }

    private static BrowserInput composition(MessageFields fields) throws BadMessageException {
        String text = fields.text("text", LONGEST_TEXT);
        int start = fields.wholeNumber("selectionStart", 0, text.length());
        return new BrowserInput.Composition(text, start, fields.wholeNumber("selectionEnd", start, text.length()));
    }

    private static BrowserInput touch(MessageFields fields) throws BadMessageException {
        Kind kind = Kind.valueOf(KINDS.get(fields.word("kind", KINDS)).toUpperCase(Locale.ROOT));
        List<BrowserInput.Point> points = new ArrayList<>();
        for (MessageFields each : fields.list("points", MOST_FINGERS)) {
            points.add(new BrowserInput.Point(
                    each.wholeNumber("id", 0, Integer.MAX_VALUE), place(each, "x"), place(each, "y")));
            each.end();
        }
        return new BrowserInput.Touch(kind, points);
    }
}
