// Brings node_modules up to date with package-lock.json; does nothing, and needs no network, if it is already.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const installed = join(here, 'node_modules', '.installed-lock.json');
const wanted = readFileSync(join(here, 'package-lock.json'), 'utf8');

if (!existsSync(installed) || readFileSync(installed, 'utf8') !== wanted) {
    // npm itself may run on an older Node than the Inspector wants; what is installed brings its own.
    const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: here, stdio: 'inherit' });
    if (npm.status !== 0) {
        console.error(`npm ci failed (${npm.error ?? `exit code ${npm.status}`}); the client tests need Node 20 or newer with npm`);
        process.exit(1);
    }
    writeFileSync(installed, wanted);
}
