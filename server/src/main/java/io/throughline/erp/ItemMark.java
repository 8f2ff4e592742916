package io.throughline.erp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the backlog item of a line travels where the ERP has no place for it: at the beginning of the description. */
record ItemMark(@Nullable String itemKey, String description) {

    private static final Pattern MARKED =
            Pattern.compile("\\[([\\p{L}][\\p{L}\\p{N}_.]{0,40}[-#][0-9]{1,10})]\\s+(\\S.*)", Pattern.DOTALL);

    static ItemMark read(String text) {
        Matcher marked = MARKED.matcher(text);
        return marked.matches() ? new ItemMark(marked.group(1), marked.group(2)) : new ItemMark(null, text);
    }

    String written() {
        return itemKey == null ? description : "[" + itemKey + "] " + description;
    }
}
