package io.throughline.backlog.imports.formats;

import io.throughline.backlog.imports.ImportedItem;
import io.throughline.backlog.imports.RowSink;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What one format makes of a JSON document. Keeps state, so each reading of a file has its own. */
interface JsonReading {

    /** Whether the elements of this property of the root are items. */
    boolean isItems(String property);

    /** Whether {@link #learn} wants this property of the root, or its elements if it is a list. */
    default boolean teaches(String property) {
        return false;
    }

    /** First reading: something other than items. */
    default void learn(String property, JsonNode value) {}

    /** First reading: an item, an object. */
    default void look(JsonNode item) {}

    /** Between the readings; returns what is missing if these are no items of this format at all. */
    default Optional<String> looked() {
        return Optional.empty();
    }

    /** @return null for an element that is known to be no item, such as a pull request among issues */
    @Nullable ImportedItem convert(long number, JsonNode item) throws RefusedRowException;

    /** Notes on the file as a whole. */
    default void tell(RowSink sink) {}
}
