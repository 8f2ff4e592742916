package io.throughline.demo;

import io.throughline.backlog.imports.ImportedItem;
import java.util.List;

/** @param items in the order in which they were created, so an epic comes before its children */
public record SampleWorkspace(String key, String name, List<ImportedItem> items) {
    public SampleWorkspace {
        items = List.copyOf(items);
    }
}
