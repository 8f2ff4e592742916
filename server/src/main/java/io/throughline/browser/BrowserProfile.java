package io.throughline.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of one browser, for its owner alone: profile, caches, home. Removed at the end. */
final class BrowserProfile {

    private static final Logger log = LoggerFactory.getLogger(BrowserProfile.class);
    private static final String PREFIX = "throughline-browser-";
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /** For removing; a profile of a sign-in takes some milliseconds. */
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    /** Those of this process; a folder with our number that is not here is left from one that had it before. */
    private static final Set<Path> ours = ConcurrentHashMap.newKeySet();

    /** Connects to nothing that nobody asked for, offers to keep no password, and prints nothing. */
    private static final String PREFERENCES = """
            {"net":{"network_prediction_options":2},"credentials_enable_service":false,"signin":{"allowed":false},
            "webrtc":{"ip_handling_policy":"disable_non_proxied_udp","multiple_routes_enabled":false},
            "profile":{"password_manager_enabled":false},"autofill":{"profile_enabled":false,"credit_card_enabled":false},
            "translate":{"enabled":false},"search":{"suggest_enabled":false},"safebrowsing":{"enabled":false},
            "printing":{"enabled":false},"alternate_error_pages":{"enabled":false}}
            """;

    private final Path folder;

    private BrowserProfile(Path folder) {
        this.folder = folder;
    }

    /** @param owner null for whoever runs this program */
    static synchronized BrowserProfile create(@Nullable String owner) throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        String prefix = PREFIX + ProcessHandle.current().pid() + "-";
        Path folder = POSIX
                ? Files.createTempDirectory(
                        temporary,
                        prefix,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
                : Files.createTempDirectory(temporary, prefix);
        ours.add(folder);
        BrowserProfile profile = new BrowserProfile(folder);
        try {
            Path preferences = Files.createDirectories(profile.data().resolve("Default"));
            Files.createDirectory(folder.resolve("tmp"));
            Files.writeString(preferences.resolve("Preferences"), PREFERENCES);
            UserPrincipal self = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS);
            UserPrincipal user = owner == null
                    ? self
                    : folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner);
            Set<UserPrincipal> owners = new HashSet<>(List.of(self, user));
            removeLeftOvers(temporary, owners);
            if (owner != null) {
                profile.giveTo(user);
            }
        } catch (IOException | RuntimeException failed) {
            profile.remove();
            throw failed;
        }
        return profile;
    }

    /** The folder itself comes last: until then nobody else can put a link in the place of what is in it. */
    private void giveTo(UserPrincipal owner) throws IOException {
        for (Path each : deepestFirst(folder)) {
            Files.getFileAttributeView(each, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setOwner(owner);
        }
    }

    /** Home of the browser; its temporary files are in {@code tmp} below it. */
    Path folder() {
        return folder;
    }

    Path data() {
        return folder.resolve("profile");
    }

    /**
     * Removes it with all that is in it.
     *
     * @return whether nothing is left
     */
    boolean remove() {
        boolean removed = remove(folder, System.nanoTime() + PATIENCE.toNanos());
        if (removed) {
            ours.remove(folder);
        }
        return removed;
    }

    /** A folder of another user is emptied by names below an open folder, so that nobody can swap one for a link meanwhile. */
    private static boolean remove(Path folder, long untilNanos) {
        try (DirectoryStream<Path> parent = Files.newDirectoryStream(folder.getParent())) {
            if (parent instanceof SecureDirectoryStream<Path> secure) {
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    empty(secure, folder.getFileName(), untilNanos);
                    secure.deleteDirectory(folder.getFileName());
                }
            } else {
                for (Path each : deepestFirst(folder)) {
                    Files.deleteIfExists(each);
                }
            }
        } catch (NoSuchFileException gone) {
            return true;
        } catch (IOException | DirectoryIteratorException changing) {
            return false;
        }
        return !Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
    }

    /** Folders are moved up before they are emptied: however deep somebody nested them, no more than three are open at a time. */
    private static void empty(SecureDirectoryStream<Path> parent, Path name, long untilNanos) throws IOException {
        boolean foundAny = true;
        while (foundAny) {
            foundAny = false;
            try (SecureDirectoryStream<Path> top = parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                for (Path each : top) {
                    foundAny = true;
                    Path child = each.getFileName();
                    if (isFolder(top, child)) {
                        flatten(top, child, untilNanos);
                        top.deleteDirectory(child);
                    } else {
                        top.deleteFile(child);
                    }
                    checkTime(untilNanos);
                }
            }
        }
    }

    private static void flatten(SecureDirectoryStream<Path> top, Path name, long untilNanos) throws IOException {
        try (SecureDirectoryStream<Path> inside = top.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            for (Path each : inside) {
                Path child = each.getFileName();
                if (isFolder(inside, child)) {
                    inside.move(child, top, Path.of(UUID.randomUUID().toString()));
                } else {
                    inside.deleteFile(child);
                }
                checkTime(untilNanos);
            }
        }
    }

    private static boolean isFolder(SecureDirectoryStream<Path> parent, Path name) throws IOException {
        return parent.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes()
                .isDirectory();
    }

    private static void checkTime(long untilNanos) throws IOException {
        if (System.nanoTime() - untilNanos > 0) {
            throw new IOException("Removing a folder takes too long.");
        }
    }

    private static List<Path> deepestFirst(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException changing) {
            throw changing.getCause();
        }
    }

    /**
     * A process that was killed could not tidy up. What cannot be removed now is left to the next start: no start fails by it.
     *
     * @param owners whose folders can be ours; anybody may put one of such a name there
     */
    private static void removeLeftOvers(Path temporary, Set<UserPrincipal> owners) {
        long untilNanos = System.nanoTime() + PATIENCE.toNanos();
        try (Stream<Path> all = Files.list(temporary)) {
            all.filter(path -> path.getFileName().toString().startsWith(PREFIX))
                    .filter(path -> !ours.contains(path) && isLeftOver(path) && isOf(owners, path))
                    .takeWhile(path -> System.nanoTime() - untilNanos < 0)
                    .forEach(path -> remove(path, untilNanos));
        } catch (IOException | RuntimeException unreadable) {
            log.debug("Folders of former browsers could not be removed: {}", unreadable.getMessage());
        }
    }

    private static boolean isOf(Set<UserPrincipal> owners, Path path) {
        try {
            return owners.contains(Files.getOwner(path, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException gone) {
            return false;
        }
    }

    private static boolean isLeftOver(Path path) {
        String[] parts =
                path.getFileName().toString().substring(PREFIX.length()).split("-", 2);
        try {
            long process = Long.parseLong(parts[0]);
            return process == ProcessHandle.current().pid()
                    || ProcessHandle.of(process).isEmpty();
        } catch (NumberFormatException notOurs) {
            return false;
        }
    }
}
