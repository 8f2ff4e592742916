package io.throughline.backlog.imports;

import io.throughline.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A file of rows that was never written, with the format that reads it. */
public final class MemoryFile implements BacklogFormat {

    private final String source;
    private final List<Consumer<RowSink>> rows = new ArrayList<>();
    private boolean unreadable;
    private boolean breaksOff;

    private MemoryFile(String source) {
        this.source = source;
    }

    public static MemoryFile of(Draft... items) {
        return of("memory", Stream.of(items).map(Draft::item).toList());
    }

    public static MemoryFile of(String source, List<ImportedItem> items) {
        var file = new MemoryFile(source);
        for (int at = 0; at < items.size(); at++) {
            long line = at + 1L;
            ImportedItem item = items.get(at);
            file.rows.add(sink -> sink.accept(line, item));
        }
        return file;
    }

    public MemoryFile refusing(RowRefusal refusal) {
        rows.add(sink -> sink.refuse(refusal));
        return this;
    }

    public MemoryFile noting(String note) {
        rows.add(sink -> sink.note(note));
        return this;
    }

    /** The reader finds out only after some rows that this is no backlog. */
    public MemoryFile unreadableAtTheEnd() {
        unreadable = true;
        return this;
    }

    /** The disk fails after some rows. */
    public MemoryFile breakingOff() {
        breaksOff = true;
        return this;
    }

    @Override
    public String name() {
        return source;
    }

    @Override
    public int recognise(byte[] head) {
        return 0;
    }

    @Override
    public void read(BacklogFile file, RowSink sink) throws IOException, UnreadableBacklogException {
        rows.forEach(row -> row.accept(sink));
        if (unreadable) {
            throw new UnreadableBacklogException("The file is no backlog. Export it again.");
        }
        if (breaksOff) {
            throw new IOException("the disk is gone");
        }
    }

    public ImportReport into(TestServer server, TestServer.Company company) {
        return into(server, company, false);
    }

    public ImportReport into(TestServer server, TestServer.Company company, boolean dryRun) {
        try {
            return read(server, company, dryRun);
        } catch (IOException | UnreadableBacklogException e) {
            throw new IllegalStateException(e);
        }
    }

    ImportReport read(TestServer server, TestServer.Company company, boolean dryRun)
            throws IOException, UnreadableBacklogException {
        var file = new BacklogFile(
                "memory.csv", InputStream::nullInputStream, null, ZoneOffset.UTC, LocalDate.of(2026, 11, 21));
        return server.get(ImportService.class)
                .importFile(company.principal(), company::workspace, this, file, dryRun, ImportProgress.NONE);
    }
}
