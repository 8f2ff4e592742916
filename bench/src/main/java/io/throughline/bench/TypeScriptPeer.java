package io.throughline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts the servers of {@code bench/peer}, which are made with the official TypeScript SDK. */
final class TypeScriptPeer {

    private TypeScriptPeer() {}

    static ServerProcess start(Workbench workbench, String script, Path logs, List<String> arguments)
            throws IOException, InterruptedException {
        Path peer = workbench.checkout().resolve("bench/peer");
        Path node = peer.resolve("node_modules/node/bin/node");
        if (!Files.exists(node)) {
            install(peer);
        }
        List<String> command =
                new ArrayList<>(List.of(node.toString(), peer.resolve(script).toString()));
        command.addAll(arguments);
        return ServerProcess.start(command, Map.of(), logs.resolve("peer.log"));
    }

    private static void install(Path peer) throws IOException, InterruptedException {
        Workbench.tell("installing the peer's packages");
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
                .directory(peer.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (npm.waitFor() != 0) {
            throw new IOException("npm ci failed in " + peer + "; it needs Node with npm and a package registry.");
        }
    }
}
