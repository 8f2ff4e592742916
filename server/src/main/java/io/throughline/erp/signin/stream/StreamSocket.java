package io.throughline.erp.signin.stream;

import io.throughline.browser.BrowserVisit.Frame;
import io.throughline.erp.signin.SignInAttempt;
import io.throughline.erp.signin.stream.StreamStatus.State;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a viewer's page. What comes in is handed on in its order and never logged; of what goes out, at most
 * {@link #MOST_UNSEEN} pictures are on their way.
 */
public final class StreamSocket implements Session.Listener.AutoDemanding {

    /** A picture begins with this: version, flags, number, width and height in CSS pixels, and room to grow. */
    static final int HEAD_BYTES = 16;

    static final short VERSION = 1;
    static final int MOST_UNSEEN = 2;

    /** What they cost the browser, counted in inputs: five and two in a second, for long. */
    private static final int INPUTS_OF_A_RESIZE = 40;

    private static final int INPUTS_OF_A_LOAD = 100;

    /** Another tab or window of the same browser goes on. */
    static final int TAKEN_OVER = 4001;

    private static final Logger log = LoggerFactory.getLogger(StreamSocket.class);
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final StreamedBrowsers browsers;
    private final String id;
    private final ViewSize size;
    private final AtomicInteger unseen = new AtomicInteger();
    /** Pictures that the network has not taken yet, whatever the viewer says of them. */
    private final AtomicInteger sending = new AtomicInteger();
    /** Pictures that were seen, and for which no further one was asked for yet. */
    private final AtomicInteger owed = new AtomicInteger();

    private final AtomicInteger pictures = new AtomicInteger();
    private final InputPace pace = new InputPace(System::nanoTime, input -> {
        StreamedSignIn current = this.signIn;
        if (current != null) {
            current.type(input);
        }
    });
    private volatile @Nullable Session session;
    private volatile @Nullable StreamedSignIn signIn;

    StreamSocket(StreamedBrowsers browsers, String id, ViewSize size) {
        this.browsers = browsers;
        this.id = id;
        this.size = size;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        opened.setIdleTimeout(IDLE);
        opened.setMaxTextMessageSize(ViewerMessages.MOST_BYTES);
        session = opened;
        signIn = browsers.attach(id, this, size).orElse(null);
    }

    @Override
    public void onWebSocketText(String text) {
        StreamedSignIn current = signIn;
        if (current == null) {
            return;
        }
        try {
            switch (ViewerMessages.read(text)) {
                case ViewerMessage.Input input -> pace.accept(input);
                case ViewerMessage.Resize resize -> {
                    pace.count(INPUTS_OF_A_RESIZE);
                    current.resize(resize.size());
                }
                case ViewerMessage.Reload reload -> {
                    pace.count(INPUTS_OF_A_LOAD);
                    current.reload();
                }
                case ViewerMessage.ClosePopup close -> {
                    pace.count(INPUTS_OF_A_LOAD);
                    current.closePopup();
                }
                case ViewerMessage.Seen seen -> {
                    if (unseen.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
                        owed.incrementAndGet();
                        askForMore(current);
                    }
                    pace.settle();
                }
            }
        } catch (BadMessageException e) {
            close(StatusCode.POLICY_VIOLATION, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // Not handed on: the web server would log it, with what was typed if it is in the message.
            log.error(
                    "A message of a viewer could not be worked on: {}",
                    e.getClass().getName());
            close(StatusCode.SERVER_ERROR, "The server has a fault.");
        }
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        close(StatusCode.POLICY_VIOLATION, "A message must be text.");
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        log.debug("The connection of a viewer broke: {}", cause.getClass().getName());
        gone();
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        gone();
        callback.succeed();
    }

    private void gone() {
        StreamedSignIn current = signIn;
        signIn = null;
        if (current != null) {
            current.detach(this);
        }
    }

    /** A viewer that says "seen" and does not read gets no more than the line has room for. */
    private void askForMore(StreamedSignIn current) {
        while (sending.get() < MOST_UNSEEN && owed.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
            current.pictureSeen();
        }
    }

    /** Sends a picture, and erases it. */
    void show(Frame frame) {
        Session open = session;
        if (open == null || unseen.get() >= MOST_UNSEEN) {
            frame.erase();
            return;
        }
        unseen.incrementAndGet();
        sending.incrementAndGet();
        byte[] message = new byte[HEAD_BYTES + frame.jpeg().length];
        ByteBuffer buffer = ByteBuffer.wrap(message)
                .putShort(VERSION)
                .putShort((short) 0)
                .putInt(pictures.incrementAndGet())
                .putShort((short) frame.width())
                .putShort((short) frame.height())
                .putInt(0)
                .put(frame.jpeg())
                .flip();
        frame.erase();
        Runnable sent = () -> {
            Arrays.fill(message, (byte) 0);
            sending.decrementAndGet();
            StreamedSignIn current = signIn;
            if (current != null) {
                askForMore(current);
            }
        };
        open.sendBinary(buffer, Callback.from(sent, failure -> sent.run()));
    }

    void tell(StreamStatus status) {
        Session open = session;
        if (open != null) {
            open.sendText(status.json(), Callback.NOOP);
        }
    }

    void ping() {
        Session open = session;
        if (open != null) {
            open.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        }
    }

    void takenOver() {
        close(TAKEN_OVER, "It goes on in another window.");
    }

    /**
     * Says how it ended, and closes.
     *
     * @param attempt as it is now; empty if another has taken its place
     */
    void end(Optional<SignInAttempt> attempt) {
        Session open = session;
        if (open == null) {
            return;
        }
        Optional<StreamStatus> end = ending(attempt);
        if (end.isEmpty()) {
            close(StatusCode.SHUTDOWN, "The server stops, or you were away for too long.");
        } else {
            open.sendText(
                    end.get().json(),
                    Callback.from(() -> close(StatusCode.NORMAL, "It is over."), failure -> open.disconnect()));
        }
    }

    /** Empty if it is not over. */
    private static Optional<StreamStatus> ending(Optional<SignInAttempt> attempt) {
        if (attempt.isEmpty()) {
            return Optional.of(StreamStatus.of(
                    State.EXPIRED, "Another sign-in was asked for since, and this link is no longer valid.", 0));
        }
        String told = attempt.get().told();
        return switch (attempt.get().state()) {
            case WAITING, OPENED -> Optional.empty();
            case DONE -> Optional.of(StreamStatus.of(State.DONE, told, 0));
            case FAILED -> Optional.of(StreamStatus.of(State.FAILED, told, 0));
            case CANCELLED -> Optional.of(StreamStatus.of(State.CANCELLED, told, 0));
            case EXPIRED ->
                Optional.of(StreamStatus.of(State.EXPIRED, "Nobody signed in in time. Nothing was stored.", 0));
        };
    }

    void close(int code, String reason) {
        Session open = session;
        if (open != null) {
            open.close(code, reason, Callback.NOOP);
        }
    }
}
