package io.throughline.backlog.imports;

/** Takes the rows of an export one by one, in the order of the file. */
public interface RowSink {

    /** @param line as in {@link RowRefusal} */
    void accept(long line, ImportedItem item);

    void refuse(RowRefusal refusal);

    /** Something about the file as a whole that its reader should know, such as a column that was not understood. */
    void note(String note);
}
