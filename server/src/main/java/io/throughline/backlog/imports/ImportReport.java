package io.throughline.backlog.imports;

import java.util.List;

/**
 * What an import did, or with a dry run would do.
 *
 * @param created items that were not there
 * @param changed items that differ from what was there
 * @param unchanged items that are as they were
 * @param refused rows that did not go in
 * @param refusals the first {@value #LISTED_REFUSALS} of them, in the order of the file
 * @param examples the first items that are new or changed
 * @param notes what its reader should know of the file as a whole
 */
public record ImportReport(
        String workspace,
        String format,
        boolean dryRun,
        long created,
        long changed,
        long unchanged,
        long refused,
        List<RowRefusal> refusals,
        List<Example> examples,
        List<String> notes) {

    public static final int LISTED_REFUSALS = 1_000;
    public static final int LISTED_EXAMPLES = 20;

    /**
     * One item that is new or changed.
     *
     * @param difference empty for a new item, else what differs, such as {@code status To Do → Done}
     */
    public record Example(String key, String title, boolean isNew, String difference) {}

    public ImportReport {
        refusals = List.copyOf(refusals);
        examples = List.copyOf(examples);
        notes = List.copyOf(notes);
    }

    public long rows() {
        return created + changed + unchanged + refused;
    }
}
