package io.throughline.backlog.imports;

import io.throughline.access.AccessService;
import io.throughline.access.AuditEntry;
import io.throughline.access.Principal;
import io.throughline.backlog.SprintService;
import io.throughline.database.Transactions;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/**
 * Brings an export into a workspace in one transaction: either all its good rows are in, or, after a crash, none. Items are
 * known again by source and id, so the same file a second time changes nothing. Safe for concurrent use.
 */
public final class ImportService {

    private final ImportStore store;
    private final WorkspaceService workspaces;
    private final SprintService sprints;
    private final AccessService access;
    private final Transactions transactions;

    ImportService(
            ImportStore store,
            WorkspaceService workspaces,
            SprintService sprints,
            AccessService access,
            Transactions transactions) {
        this.store = store;
        this.workspaces = workspaces;
        this.sprints = sprints;
        this.access = access;
        this.transactions = transactions;
    }

    /**
     * Imports a file.
     *
     * @param target finds or makes the workspace, in the transaction of the import: a workspace that was made for a file
     *     that turns out to be no backlog is not left behind
     * @param dryRun works everything out and then leaves the backlog as it was
     * @throws UnreadableBacklogException if the file is no backlog; nothing was changed
     */
    public ImportReport importFile(
            Principal principal,
            Supplier<Workspace> target,
            BacklogFormat format,
            BacklogFile file,
            boolean dryRun,
            ImportProgress progress)
            throws IOException, UnreadableBacklogException {
        try {
            return transactions.write(() -> {
                Workspace workspace = target.get();
                var run = new ImportRun(store, workspaces, workspace, format, progress);
                try {
                    format.read(file, run);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (UnreadableBacklogException e) {
                    throw new Unreadable(e);
                }
                ImportReport report = run.finish(dryRun);
                if (dryRun) {
                    throw new DryRunOver(report);
                }
                if (report.created() + report.changed() > 0) {
                    sprints.deriveSnapshots(workspace);
                    workspaces.noteChange(workspace);
                    String detail = "%s into %s: %d new, %d changed, %d refused"
                            .formatted(
                                    file.name(), workspace.key(), report.created(), report.changed(), report.refused());
                    access.record(principal, new AuditEntry("backlog.import", "done", detail));
                }
                return report;
            });
        } catch (DryRunOver over) {
            return over.report;
        } catch (Unreadable e) {
            throw e.reason;
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Leaves the transaction so that it is rolled back. */
    private static final class DryRunOver extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient ImportReport report;

        DryRunOver(ImportReport report) {
            super("dry run", null, false, false);
            this.report = report;
        }
    }

    /** Carries the reason through the transaction, which is rolled back. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final UnreadableBacklogException reason;

        Unreadable(UnreadableBacklogException reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
