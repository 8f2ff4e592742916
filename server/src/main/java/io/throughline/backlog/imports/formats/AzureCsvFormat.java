package io.throughline.backlog.imports.formats;

import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.BacklogFormat;
import io.throughline.backlog.imports.RowSink;
import io.throughline.backlog.imports.UnreadableBacklogException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** "Export to CSV" of a query or backlog of Azure DevOps, in the language of the one who exported. */
final class AzureCsvFormat implements BacklogFormat {

    static final String NAME = "azure-csv";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int recognise(byte[] head) {
        AzureDialect dialect = new AzureDialect();
        List<String> headers = CsvHeads.findHeaders(head, dialect).orElse(List.of());
        boolean typed = headers.stream().anyMatch(AzureDialect::isWorkItemType);
        boolean titled = headers.stream()
                .map(dialect::findMeaning)
                .flatMap(Optional::stream)
                .anyMatch(meaning -> meaning.field() == Field.TITLE && meaning.rank() == Dialect.Meaning.OWN);
        return typed && titled ? 95 : 0;
    }

    @Override
    public void read(BacklogFile file, RowSink sink) throws IOException, UnreadableBacklogException {
        CsvImport.read(new AzureDialect(), file, sink);
    }
}
