package io.throughline.browser;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Does at one page what a person does, in order. A page that does not keep up loses moves first, and then all but releases. */
final class InputSender {

    /** Of a page that hangs; each waits in the browser. */
    private static final int UNANSWERED_AT_MOST = 300;
    /** More moves than this bring nothing that anybody sees. */
    private static final int MOVES_UNANSWERED_AT_MOST = 3;

    private static final boolean ON_MACOS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
    private static final Set<String> CLIPBOARD_KEYS = Set.of("c", "v", "x", "insert");
    private static final Set<String> MENUS_AND_CLIPBOARD = Set.of("ContextMenu", "Copy", "Cut", "Paste");

    private final DevTools devTools;
    private final String session;
    private final Runnable afterwards;
    private final ReentrantLock lock = new ReentrantLock();
    private int unanswered;
    private int movesUnanswered;
    private @Nullable BrowserInput lastMove;
    private boolean touching;

    /** @param afterwards what to do when the page has felt something other than a move */
    InputSender(DevTools devTools, String session, Runnable afterwards) {
        this.devTools = devTools;
        this.afterwards = afterwards;
        this.session = session;
    }

    void send(BrowserInput input) {
        lock.lock();
        try {
            boolean move = isMove(input);
            if (move && movesUnanswered >= MOVES_UNANSWERED_AT_MOST) {
                lastMove = input;
                return;
            }
            sendLastMove(); // what is pressed is pressed where the pointer went
            lastMove = null;
            if (unanswered < UNANSWERED_AT_MOST || ends(input)) {
                perform(input, move);
            }
        } finally {
            lock.unlock();
        }
    }

    private static boolean isMove(BrowserInput input) {
        return switch (input) {
            case BrowserInput.Mouse mouse -> mouse.kind() == BrowserInput.Kind.MOVE;
            case BrowserInput.Touch touch -> touch.kind() == BrowserInput.Kind.MOVE;
            case BrowserInput.Wheel wheel -> false;
            case BrowserInput.Key key -> false;
            case BrowserInput.Text text -> false;
            case BrowserInput.Composition composition -> false;
        };
    }

    /** What was pressed must not stay so. */
    private static boolean ends(BrowserInput input) {
        return switch (input) {
            case BrowserInput.Mouse mouse -> mouse.kind() == BrowserInput.Kind.END;
            case BrowserInput.Touch touch ->
                touch.kind() == BrowserInput.Kind.END || touch.kind() == BrowserInput.Kind.CANCEL;
            case BrowserInput.Key key -> !key.down();
            case BrowserInput.Wheel wheel -> false;
            case BrowserInput.Text text -> false;
            case BrowserInput.Composition composition -> false;
        };
    }

    private void sendLastMove() {
        BrowserInput move = lastMove;
        if (move != null && unanswered < UNANSWERED_AT_MOST) {
            lastMove = null;
            perform(move, true);
        }
    }

    private void perform(BrowserInput input, boolean move) {
        switch (input) {
            case BrowserInput.Mouse mouse -> mouse(mouse, move);
            case BrowserInput.Wheel wheel ->
                dispatch(
                        "Input.dispatchMouseEvent",
                        Map.of(
                                "type", "mouseWheel",
                                "x", wheel.x(),
                                "y", wheel.y(),
                                "deltaX", wheel.deltaX(),
                                "deltaY", wheel.deltaY(),
                                "modifiers", wheel.modifiers()),
                        false);
            case BrowserInput.Key key -> key(key);
            case BrowserInput.Text text -> dispatch("Input.insertText", Map.of("text", text.text()), false);
            case BrowserInput.Composition composition ->
                dispatch(
                        "Input.imeSetComposition",
                        Map.of(
                                "text", composition.text(),
                                "selectionStart", composition.selectionStart(),
                                "selectionEnd", composition.selectionEnd()),
                        false);
            case BrowserInput.Touch touch -> touch(touch, move);
        }
    }

    private void mouse(BrowserInput.Mouse mouse, boolean move) {
        String type = switch (mouse.kind()) {
            case START -> "mousePressed";
            case MOVE -> "mouseMoved";
            case END, CANCEL -> "mouseReleased";
        };
        boolean held = mouse.kind() == BrowserInput.Kind.START || (move && mouse.pressed());
        dispatch(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type", type,
                        "x", mouse.x(),
                        "y", mouse.y(),
                        "button", move && !mouse.pressed() ? "none" : "left",
                        "buttons", held ? 1 : 0,
                        "clickCount", mouse.clicks(),
                        "modifiers", mouse.modifiers()),
                move);
    }

    private void key(BrowserInput.Key key) {
        int modifiers = key.modifiers();
        boolean command = (modifiers & BrowserInput.META) != 0;
        if (command && !ON_MACOS) { // "select all" of a person at a Mac
            modifiers = (modifiers & ~BrowserInput.META) | BrowserInput.CONTROL;
        }
        if (opensMenuOrClipboard(key, modifiers)) {
            return;
        }
        String text = key.down() ? typed(key, modifiers) : null;
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "type", !key.down() ? "keyUp" : text == null ? "rawKeyDown" : "keyDown",
                "key", key.key(),
                "code", key.code(),
                "windowsVirtualKeyCode", key.keyCode(),
                "modifiers", modifiers,
                "autoRepeat", key.repeat(),
                "isKeypad", key.code().startsWith("Numpad")));
        if (text != null) {
            parameters.put("text", text);
        }
        if (key.down() && ON_MACOS && command && key.key().equalsIgnoreCase("a")) {
            parameters.put("commands", List.of("selectAll")); // there the system makes commands of keys
        }
        dispatch("Input.dispatchKeyEvent", parameters, false);
    }

    /** Text with Control or Meta is a shortcut; with Control and Alt it is AltGr, which types. */
    private static @Nullable String typed(BrowserInput.Key key, int modifiers) {
        boolean shortcut =
                (modifiers & (BrowserInput.CONTROL | BrowserInput.META)) != 0 && (modifiers & BrowserInput.ALT) == 0;
        if (shortcut) {
            return null;
        }
        return key.key().equals("Enter") ? "\r" : key.text();
    }

    private static boolean opensMenuOrClipboard(BrowserInput.Key key, int modifiers) {
        boolean shortcut = (modifiers & (BrowserInput.CONTROL | BrowserInput.META)) != 0;
        boolean shift = (modifiers & BrowserInput.SHIFT) != 0;
        String name = key.key().toLowerCase(Locale.ROOT);
        boolean altGr = (modifiers & BrowserInput.ALT) != 0;
        return MENUS_AND_CLIPBOARD.contains(key.key())
                || (shortcut && !altGr && CLIPBOARD_KEYS.contains(name))
                || (shift && (name.equals("insert") || name.equals("delete") || name.equals("f10")));
    }

    private void touch(BrowserInput.Touch touch, boolean move) {
        if (!touching) {
            touching = true; // only now, since pages are laid out otherwise where fingers are expected
            dispatch("Emulation.setTouchEmulationEnabled", Map.of("enabled", true, "maxTouchPoints", 5), false);
        }
        List<Map<String, ?>> points = touch.points().stream()
                .<Map<String, ?>>map(point -> Map.of("id", point.id(), "x", point.x(), "y", point.y()))
                .toList();
        String type = switch (touch.kind()) {
            case START -> "touchStart";
            case MOVE -> "touchMove";
            case END -> points.isEmpty() ? "touchEnd" : "touchMove"; // those that are missing are let go
            case CANCEL -> "touchCancel";
        };
        dispatch(
                "Input.dispatchTouchEvent",
                Map.of("type", type, "touchPoints", touch.kind() == BrowserInput.Kind.CANCEL ? List.of() : points),
                move);
    }

    private void dispatch(String method, Map<String, ?> parameters, boolean move) {
        unanswered++;
        movesUnanswered += move ? 1 : 0;
        var _ = devTools.sendUnlessHanging(session, method, parameters).whenComplete((_, _) -> {
            lock.lock();
            try {
                unanswered--;
                movesUnanswered -= move ? 1 : 0;
                if (move && movesUnanswered < MOVES_UNANSWERED_AT_MOST) {
                    sendLastMove();
                }
            } finally {
                lock.unlock();
            }
            if (!move) {
                afterwards.run();
            }
        });
    }
}
