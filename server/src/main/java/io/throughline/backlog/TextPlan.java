package io.throughline.backlog;

import io.throughline.database.Dialect;

/**
 * How a query goes about its text. PostgreSQL knows how frequent words are and plans by itself; SQLite does not, so it is
 * told: a rare word leads to its few items, while with a frequent one, or none, the items are read in their order.
 */
enum TextPlan {
    /** SQLite: items in the order that is asked for, each looked up among the matches. */
    ITEMS_FIRST(Dialect.SQLITE, "item", "+item.id in (select rowid from item_text where item_text match :text)"),
    /** SQLite: from the matches to the items, which are sorted then. */
    MATCHES_FIRST(Dialect.SQLITE, "item_text cross join item on item.id = item_text.rowid", "item_text match :text"),
    /** PostgreSQL: as its planner likes. */
    PLANNED(Dialect.POSTGRESQL, "item", "item.words @@ cast(:text as tsquery)");

    /** With more matches than these, reading items in order finds a page sooner than sorting all matches. */
    static final int FEW_MATCHES = 3_000;

    private final Dialect dialect;
    private final String tables;
    private final String condition;

    TextPlan(Dialect dialect, String tables, String condition) {
        this.dialect = dialect;
        this.tables = tables;
        this.condition = condition;
    }

    Dialect dialect() {
        return dialect;
    }

    String tables() {
        return tables;
    }

    String condition() {
        return condition;
    }
}
