package io.throughline.backlog.imports;

/** Hears how far an import is. */
public interface ImportProgress {

    ImportProgress NONE = new ImportProgress() {
        @Override
        public void rows(long rowsRead) {}

        @Override
        public void refused(RowRefusal refusal) {}
    };

    /** Called every few hundred rows. */
    void rows(long rowsRead);

    /** Called for every row that does not go in, also for those that the report has no room for. */
    void refused(RowRefusal refusal);
}
