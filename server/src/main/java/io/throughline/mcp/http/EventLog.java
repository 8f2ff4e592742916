package io.throughline.mcp.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last events of a session, for clients that lost a connection and ask for what they missed. Bounded in number, size and
 * age; the oldest go first. Safe for concurrent use.
 */
final class EventLog {

    private static final int MAX_EVENTS = 256;
    private static final int MAX_BYTES = 1024 * 1024;
    private static final long MAX_AGE_NANOS = Duration.ofMinutes(5).toNanos();

    private final Deque<Event> events = new ArrayDeque<>();
    private long bytes;

    /** A message as it was sent. Equal to itself only. */
    static final class Event {

        private final int stream;
        private final long number;
        private final byte[] data;
        private final long atNanos = System.nanoTime();

        /**
         * @param stream on which it was sent
         * @param number in the session, grows
         */
        Event(int stream, long number, byte[] data) {
            this.stream = stream;
            this.number = number;
            this.data = data;
        }

        long number() {
            return number;
        }

        byte[] data() {
            return data;
        }
    }

    synchronized void add(Event event) {
        events.addLast(event);
        bytes += event.data.length;
        while (events.size() > 1
                && (events.size() > MAX_EVENTS || bytes > MAX_BYTES)) { // the last may be a long answer
            removeFirst();
        }
        removeOld();
    }

    /** Takes back an event that reached nobody and is sent on another stream. */
    synchronized void remove(Event event) {
        if (events.remove(event)) {
            bytes -= event.data.length;
        }
    }

    /** The events of a stream after a number, in order. */
    synchronized List<Event> after(int stream, long number) {
        removeOld();
        return events.stream()
                .filter(event -> event.stream == stream && event.number > number)
                .toList();
    }

    synchronized void removeOld() {
        long now = System.nanoTime();
        while (!events.isEmpty() && now - events.getFirst().atNanos > MAX_AGE_NANOS) {
            removeFirst();
        }
    }

    private void removeFirst() {
        bytes -= events.removeFirst().data.length;
    }
}
