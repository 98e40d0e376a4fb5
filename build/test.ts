import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative, resolve } from 'node:path';

/** `npm test`: the plain and the unit suite, then the system suite (real processes, killed servers, a browser), and one closing line. */
const root = resolve(import.meta.dirname, '..');
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
/** Suites that look at pages in a browser. */
const browserRooms = ['test/browser', 'test/desktop'];

const chromium = findChromium();
const withoutBrowser = chromium === null ? browserRooms : [];
const files = process.argv.slice(2);
// Before the tests, so that no server of theirs does it beside them.
spawnSync(process.execPath, [join(root, 'build', 'renderer.ts'), '--if-stale'], { cwd: root, stdio: 'inherit' });
const results = ['plain', 'unit', 'system'].map((project) => runSuite(project, files));
const total = (name: 'passed' | 'failed' | 'skipped'): number => results.reduce((sum, result) => sum + result[name], 0);
const skipped = total('skipped');
if (chromium === null) {
  process.stdout.write(
    'The browser tests were left out: no Chromium was found. Install it, or set CHROMIUM to its path.\n',
  );
}
// Named once more where the eye ends up: the suites' own reports are thousands of lines above.
for (const line of results.flatMap(({ failures }) => failures)) process.stdout.write(`failed: ${line}\n`);
process.stdout.write(
  `${total('passed')} passed, ${total('failed')} failed${skipped === 0 ? '' : `, ${skipped} skipped`}\n`,
);
process.exitCode = results.every(({ ok }) => ok === 1) ? 0 : 1;

type Result = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly ok: 0 | 1;
  /** Each with its file and the first line of what went wrong. */
  readonly failures: readonly string[];
};

/** The part of vitest's report that is counted. */
type Report = {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly FileReport[];
};

type FileReport = {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly assertionResults: readonly {
    readonly status: string;
    readonly fullName: string;
    readonly failureMessages: readonly string[];
  }[];
};

function runSuite(project: string, chosen: readonly string[]): Result {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-tests-'));
  const report = join(folder, 'report.json');
  const left = withoutBrowser.flatMap((room) => ['--exclude', `${room}/**`]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`, '--passWithNoTests'];
  process.stdout.write(`\n── ${project} ──\n`);
  const ran = spawnSync(process.execPath, [vitest, 'run', '--project', project, ...reporters, ...left, ...chosen], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      // Hundreds of processes start from the sources: what one has compiled the next ones take.
      NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'causeway'),
      ...(chromium !== null && { CHROMIUM: chromium }),
      ...(process.stdout.isTTY !== true && { NO_COLOR: '1' }),
    },
  });
  try {
    return countOf(JSON.parse(readFileSync(report, 'utf8')) as Report, ran.status === 0);
  } catch {
    process.stdout.write(`The suite "${project}" ended without a report.\n`);
    return { passed: 0, failed: 1, skipped: 0, ok: 0, failures: [`the suite "${project}"`] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countOf(report: Report, exitedWell: boolean): Result {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const failed = report.numFailedTests + broken.length;
  const ok = exitedWell && failed === 0 ? 1 : 0;
  // An error outside of any test fails the suite as well, and must not stand there as "0 failed".
  return {
    passed: report.numPassedTests,
    failed: ok === 0 && failed === 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
    ok,
    failures: report.testResults.flatMap(failuresIn),
  };
}

function failuresIn({ name, status, message, assertionResults }: FileReport): readonly string[] {
  const file = relative(root, name);
  if (status === 'failed' && assertionResults.length === 0) return [`${file}: ${firstLine(message)}`];
  return assertionResults
    .filter((one) => one.status === 'failed')
    .map((one) => `${file}: ${one.fullName}: ${firstLine(one.failureMessages[0] ?? '')}`);
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

/** The system's Chromium; on a Debian without one it is installed when this account may do that. */
function findChromium(): string | null {
  const found = installedChromium();
  if (found !== null) return found;
  if (process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get') !== null) {
    process.stdout.write('Installing Chromium for the browser tests …\n');
    const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
    spawnSync('apt-get', ['update'], quiet);
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], quiet);
  }
  return installedChromium();
}

function installedChromium(): string | null {
  const { CHROMIUM: named } = process.env;
  if (named !== undefined && existsSync(named)) return named;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']) {
    const found = onPath(name);
    if (found !== null) return found;
  }
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  return existsSync(mac) ? mac : null;
}

function onPath(name: string): string | null {
  const places = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
  return places.find((place) => existsSync(place)) ?? null;
}
