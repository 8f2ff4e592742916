package io.throughline.velocity;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.StatusCategory;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * All items of a workspace as one moment saw them, with what their histories tell; about 100 bytes each. Items go by their place,
 * from 0; instants are microseconds since 1970. Immutable.
 */
public final class WorkItems {

    /** Stands for an id or an instant that is unknown. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int[] NOTHING = {};

    private final WorkItemRow[] rows;
    private final boolean[] counted;
    private final int[] firstChild;
    private final int[] nextSibling;
    /** By place. */
    private final int[][] predecessors;

    /** One item that waits for another to be finished; both by id. */
    record Wait(long itemId, long predecessorId) {}

    /** @param rows by ascending id */
    WorkItems(WorkItemRow[] rows, List<Wait> waits) {
        this.rows = rows;
        this.predecessors = new int[rows.length][];
        Arrays.fill(predecessors, NOTHING);
        for (Wait wait : waits) {
            int waiting = find(wait.itemId());
            int predecessor = find(wait.predecessorId());
            if (waiting >= 0 && predecessor >= 0) {
                int[] known = predecessors[waiting];
                int[] more = Arrays.copyOf(known, known.length + 1);
                more[known.length] = predecessor;
                predecessors[waiting] = more;
            }
        }
        this.firstChild = new int[rows.length];
        this.nextSibling = new int[rows.length];
        Arrays.fill(firstChild, -1);
        boolean[] holdsOthers = new boolean[rows.length];
        for (int at = rows.length - 1; at >= 0; at--) {
            int parent = rows[at].parentId() == NONE ? -1 : find(rows[at].parentId());
            nextSibling[at] = -1;
            if (parent >= 0 && parent != at) {
                nextSibling[at] = firstChild[parent];
                firstChild[parent] = at;
                holdsOthers[parent] |= type(at) != ItemType.SUBTASK;
            }
        }
        this.counted = new boolean[rows.length];
        for (int at = 0; at < rows.length; at++) {
            counted[at] = switch (type(at)) {
                case INITIATIVE, EPIC -> false;
                case SUBTASK -> rows[at].parentId() == NONE;
                default -> !holdsOthers[at];
            };
        }
    }

    public int size() {
        return rows.length;
    }

    public long id(int at) {
        return rows[at].id();
    }

    /** {@link #NONE} if it has no team. */
    public long teamId(int at) {
        return rows[at].teamId();
    }

    public ItemType type(int at) {
        return rows[at].type();
    }

    public StatusCategory category(int at) {
        return rows[at].category();
    }

    /** NaN if nobody said. */
    public double sizePoints(int at) {
        return rows[at].sizePoints();
    }

    /** NaN if nobody said. */
    public double estimateHours(int at) {
        return rows[at].estimateHours();
    }

    public long createdAtMicros(int at) {
        return rows[at].createdAtMicros();
    }

    public long startedAtMicros(int at) {
        return rows[at].startedAtMicros();
    }

    /**
     * When an item that is done was finished: when it last became done and stayed so, so that one that was reopened counts once,
     * at its last end. {@link #NONE} for others, and where nobody said.
     */
    public long finishedAtMicros(int at) {
        return rows[at].finishedAtMicros();
    }

    /** For how long it was worked on between start and finish; {@link #NONE} where no history was recorded. */
    public long activeMicros(int at) {
        return rows[at].activeMicros();
    }

    /**
     * Whether finishing it counts as a delivery. What holds other items (epics, initiatives, and whatever has children) and
     * subtasks do not: each piece of work counts once.
     */
    public boolean counts(int at) {
        return counted[at];
    }

    public boolean open(int at) {
        return !category(at).closed();
    }

    /** @return the place of an item, or a negative number */
    public int find(long id) {
        int low = 0;
        int high = rows.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (rows[middle].id() < id) {
                low = middle + 1;
            } else if (rows[middle].id() > id) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -1;
    }

    /** The places of the items for which one waits; not to be changed. */
    public int[] predecessors(int at) {
        return predecessors[at];
    }

    /** Whether anything has this one as its parent. */
    public boolean hasChildren(int at) {
        return firstChild[at] >= 0;
    }

    /** The places of all items below one, at any depth, itself left out. Parents that go round in a circle do no harm. */
    public int[] below(int top) {
        boolean[] seen = new boolean[rows.length];
        int[] found = new int[Math.min(16, Math.max(1, rows.length))];
        int count = 0;
        seen[top] = true;
        for (int next = -1; next < count; next++) {
            int parent = next < 0 ? top : found[next];
            for (int child = firstChild[parent]; child >= 0; child = nextSibling[child]) {
                if (!seen[child]) {
                    seen[child] = true;
                    if (count == found.length) {
                        found = Arrays.copyOf(found, 2 * count);
                    }
                    found[count++] = child;
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** The places of the items for which something holds. */
    public IntStream where(IntPredicate condition) {
        return IntStream.range(0, rows.length).filter(condition);
    }

    @Override
    public String toString() {
        return rows.length + " items";
    }
}
