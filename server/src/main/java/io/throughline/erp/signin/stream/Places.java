package io.throughline.erp.signin.stream;

import java.util.ArrayList;
import java.util.List;

/** At most so many go on at a time; the others wait in the order in which they came. Safe for concurrent use. */
final class Places {

    private final int most;
    private final List<Place> inOrder = new ArrayList<>();

    /** @param most {@code >= 1} */
    Places(int most) {
        this.most = most;
    }

    /** Takes the next place, at the end of the line if all are taken. */
    synchronized Place take() {
        var place = new Place();
        inOrder.add(place);
        return place;
    }

    /** One's place, until it is closed. */
    final class Place implements AutoCloseable {

        private Place() {}

        /** 0 if it is one's turn, 1 for the next, and so on. */
        int inLine() {
            synchronized (Places.this) {
                return Math.max(0, inOrder.indexOf(this) - most + 1);
            }
        }

        @Override
        public void close() {
            synchronized (Places.this) {
                inOrder.remove(this);
            }
        }
    }
}
