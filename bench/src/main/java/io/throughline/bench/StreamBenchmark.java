package io.throughline.bench;

import com.sun.net.httpserver.HttpServer;
import io.throughline.browser.BrowserInput;
import io.throughline.browser.BrowserInput.Kind;
import io.throughline.browser.BrowserProblemException;
import io.throughline.browser.BrowserProgram;
import io.throughline.browser.BrowserStart;
import io.throughline.browser.BrowserVisit;
import io.throughline.browser.Reach;
import io.throughline.browser.RunningBrowser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** What a browser that is shown to somebody elsewhere gives and costs: pictures, answers to input, memory, its end. */
final class StreamBenchmark {

    private static final int WIDTH = 1_280;
    private static final int HEIGHT = 720;
    private static final int SESSIONS = 4;
    private static final int SECONDS = 10;
    private static final int CLICKS = 100;

    /** A page that never stands still, as a sign-in page with a spinner, but all of it. */
    private static final String MOVING = """
            <!doctype html><meta charset="utf-8"><body style="margin:0;font:16px sans-serif;overflow:hidden">
            <div id="text" style="columns:4">%s</div>
            <script>
                const text = document.getElementById('text');
                const step = (time) => {
                    text.style.transform = `translateY(${-(time / 20) %% 400}px)`;
                    document.body.style.background = `hsl(${(time / 40) %% 360} 60%% 85%%)`;
                    requestAnimationFrame(step);
                };
                requestAnimationFrame(step);
            </script>
            """.formatted("The quick brown fox jumps over the lazy dog. ".repeat(160));

    /** A form whose middle changes its colour with each press, red first. */
    private static final String TOGGLING = """
            <!doctype html><meta charset="utf-8"><body style="margin:0;font:16px sans-serif">
            <div id="box" style="position:fixed;inset:200px 400px;background:#f00"></div><p>%s</p><input value="name">
            <script>
                let on = false;
                onmousedown = () => { on = !on; box.style.background = on ? '#00f' : '#f00'; };
            </script>
            """.formatted("Sign in with your name and password. ".repeat(40));

    private final Workbench workbench;
    private final SplittableRandom random = new SplittableRandom(5);

    StreamBenchmark(Workbench workbench) {
        this.workbench = workbench;
    }

    void run() throws IOException, InterruptedException, BrowserProblemException {
        BrowserProgram program = BrowserProgram.find(null)
                .orElseThrow(() -> new IllegalStateException("No Chrome, Edge or Chromium was found on this machine."));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        page(server, "/moving", MOVING);
        page(server, "/toggling", TOGGLING);
        server.start();
        URI site = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        var start = new BrowserStart(program, false, null, new Reach(Set.of(site), List.of()));
        try {
            workbench.heading("A browser shown elsewhere, %d×%d".formatted(WIDTH, HEIGHT));
            var table = new MarkdownTable("What", "Sessions", "Figure");
            pictures(start, site.resolve("/moving"), table);
            answers(start, site.resolve("/toggling"), table);
            memoryAndEnd(start, site.resolve("/toggling"), table);
            workbench.table(table);
        } finally {
            server.stop(0);
        }
    }

    private static void page(HttpServer server, String path, String html) {
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static void pictures(BrowserStart start, URI page, MarkdownTable table)
            throws InterruptedException, BrowserProblemException {
        for (int sessions : List.of(1, SESSIONS)) {
            Workbench.tell("pictures of %d sessions for %d s".formatted(sessions, SECONDS));
            try (RunningBrowser browser = RunningBrowser.start(start)) {
                List<PictureCount> counts = new ArrayList<>();
                for (int session = 0; session < sessions; session++) {
                    counts.add(PictureCount.of(browser.visit(page, WIDTH, HEIGHT)));
                }
                for (PictureCount count : counts) {
                    count.untilFirst();
                }
                Thread.sleep(2_000); // the first pictures come while fonts and code are made ready
                counts.forEach(PictureCount::reset);
                double cpu = cpuSeconds();
                Thread.sleep(SECONDS * 1_000L);
                cpu = cpuSeconds() - cpu;
                for (int session = 0; session < sessions; session++) {
                    PictureCount count = counts.get(session);
                    table.row(
                            "pictures a second, session " + (session + 1) + " (" + count.averageKib() + " KiB each)",
                            sessions,
                            said((double) count.pictures() / SECONDS));
                }
                table.row("cores that the browser takes", sessions, said(cpu / SECONDS));
            }
        }
    }

    private void answers(BrowserStart start, URI page, MarkdownTable table)
            throws InterruptedException, BrowserProblemException {
        Workbench.tell("%d clicks".formatted(CLICKS));
        try (RunningBrowser browser = RunningBrowser.start(start);
                BrowserVisit visit = browser.visit(page, WIDTH, HEIGHT)) {
            ColourWatch watch = ColourWatch.of(visit);
            watch.until(ColourWatch.RED);
            var latencies = new Latencies();
            for (int click = 0; click < CLICKS; click++) {
                Thread.sleep(100 + random.nextInt(200));
                long sentAt = System.nanoTime();
                visit.send(new BrowserInput.Mouse(Kind.START, 640, 360, false, 1, 0));
                visit.send(new BrowserInput.Mouse(Kind.END, 640, 360, false, 1, 0));
                latencies.add(watch.until(click % 2 == 0 ? ColourWatch.BLUE : ColourWatch.RED) - sentAt);
            }
            table.row("press to changed picture, p50 ms", 1, latencies.said(50));
            table.row("press to changed picture, p95 ms", 1, latencies.said(95));
        }
    }

    private static void memoryAndEnd(BrowserStart start, URI page, MarkdownTable table)
            throws IOException, InterruptedException, BrowserProblemException {
        Workbench.tell("memory and end");
        RunningBrowser browser = RunningBrowser.start(start);
        Thread.sleep(1_000);
        memory(table, 0);
        for (int session = 1; session <= SESSIONS; session++) {
            PictureCount.of(browser.visit(page, WIDTH, HEIGHT)).untilFirst();
            Thread.sleep(1_000);
            memory(table, session);
        }
        List<ProcessHandle> family = ProcessHandle.current().descendants().toList();
        long begun = System.nanoTime();
        browser.close();
        while (family.stream().anyMatch(StreamBenchmark::runs)) {
            Thread.onSpinWait();
        }
        table.row("from close to no process left, ms", SESSIONS, (System.nanoTime() - begun) / 1_000_000);
    }

    private static void memory(MarkdownTable table, int sessions) throws IOException {
        table.row("memory of all processes, MiB (PSS)", sessions, proportionalMib("Pss:"));
        table.row("- of it what is no page of a file, MiB", sessions, proportionalMib("Pss_Anon:", "Pss_Shmem:"));
    }

    /** Shared pages are counted in parts, so that the sum is what the machine misses. */
    private static long proportionalMib(String... names) throws IOException {
        long kib = 0;
        for (ProcessHandle each : ProcessHandle.current().descendants().toList()) {
            Path rollup = Path.of("/proc/" + each.pid() + "/smaps_rollup");
            try (Stream<String> lines = Files.lines(rollup)) {
                kib += lines.filter(line -> Arrays.stream(names).anyMatch(line::startsWith))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum();
            } catch (NoSuchFileException over) {
                // it ended while it was counted
            } catch (AccessDeniedException locked) {
                throw new IOException("Only root may read how much memory pages take that are locked in.", locked);
            }
        }
        return kib / 1_024;
    }

    /** A process that has ended is listed until the machine's first process has asked how. */
    private static boolean runs(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException gone) {
            return false;
        }
    }

    private static double cpuSeconds() {
        return ProcessHandle.current()
                .descendants()
                .map(each -> each.info().totalCpuDuration())
                .flatMap(Optional::stream)
                .mapToDouble(time -> time.toNanos() / 1e9)
                .sum();
    }

    private static String said(double figure) {
        return String.format(Locale.ROOT, "%.1f", figure);
    }
}
