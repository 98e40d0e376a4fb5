import { type ChildProcess, fork } from 'node:child_process';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium, type Page } from 'playwright-core';
import { version } from '../../../dls/version.ts';
import { chromiumFlags } from '../../browser/support/browser.ts';
import type { StandInSettings } from '../stand-in/settings.ts';
import { startChromium } from './chromium-process.ts';
import type { DesktopApp, LaunchOptions, MainSide } from './desktop-app.ts';

/** Runs the real main process under Node, and its window as a page of the system's Chromium. */
export async function launchOnStandIn(
  appPath: string,
  { place, args = [], locale = 'en-US' }: LaunchOptions,
): Promise<DesktopApp> {
  const [userData, config, folder, drives] = ['user', 'config', 'site', 'drives'].map((name) => join(place, name)) as [
    string,
    string,
    string,
    string,
  ];
  for (const path of [userData, drives]) await mkdir(path, { recursive: true });
  const browserProcess = await startChromium(chromiumFlags, await mkdtemp(join(place, 'chromium-')));
  const browser = await chromium.connectOverCDP(browserProcess.cdp);
  const opened = browser.contexts()[0]?.waitForEvent('page');
  const worlds = await makeWorlds();
  const settings: StandInSettings = { cdp: browserProcess.cdp, appPath, userData, version, locale, worlds };
  const given = ['--data-dir', folder, '--port', '0', '--console-port', '0', '--no-tls', '--drives-in', drives];
  const start = (more: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess =>
    fork(join(appPath, 'main.js'), [...more], {
      execArgv: ['--import', new URL('../stand-in/register.ts', import.meta.url).href],
      env: {
        ...process.env,
        CAUSEWAY_USER_DATA: userData,
        XDG_CONFIG_HOME: config,
        STAND_IN: JSON.stringify(settings),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
  // As Electron is given the folder of an app before its arguments.
  const main = start([...given, ...args]);
  let output = '';
  for (const stream of [main.stdout, main.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<number | null>((done) => main.once('exit', done));
  const died = ended.then((code): never => {
    throw new Error(`the app ended with ${code}:\n${output}`);
  });
  died.catch(() => undefined);
  const evaluate = evaluator(main);
  const close = async (): Promise<void> => {
    if (main.exitCode === null && main.signalCode === null) main.kill('SIGTERM');
    await ended;
    await browser.close();
    await browserProcess.stop();
  };
  const firstWindow = async (): Promise<Page> => {
    const page = await opened;
    if (page === undefined) throw new Error('Chromium has no context');
    await page.waitForURL(/^http/);
    return page;
  };
  const page = await Promise.race([firstWindow(), died]).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    on: 'a stand-in for Electron',
    page,
    folder,
    userData,
    config,
    drives,
    evaluate: (act, argument) => Promise.race([evaluate(act, argument), died]),
    startAgain: (files) =>
      new Promise((done) => start([...given, ...files], { STAND_IN_SECOND: '1' }).once('exit', () => done())),
    output: () => output,
    hostPid: () =>
      evaluate((main) => {
        const { started } = main as unknown as { readonly started: readonly { readonly pid?: number }[] };
        return started.at(-1)?.pid ?? null;
      }, null),
    ended,
    close,
  };
}

function evaluator(main: ChildProcess): DesktopApp['evaluate'] {
  type Answer = { readonly id?: number; readonly value?: unknown; readonly error?: string };
  const waiting = new Map<number, (answer: Answer) => void>();
  let asked = 0;
  main.on('message', (answer: Answer) => {
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  });
  return <Argument, Value>(act: (main: MainSide, argument: Argument) => Value, argument: Argument) =>
    new Promise<Awaited<Value>>((resolve, reject) => {
      asked += 1;
      waiting.set(asked, ({ value, error }) => {
        if (error === undefined) resolve(value as Awaited<Value>);
        else reject(new Error(error));
      });
      main.send({ id: asked, source: act.toString(), argument });
    });
}

async function makeWorlds(): Promise<StandInSettings['worlds']> {
  const make = async (name: string): Promise<string> => {
    const entry = join(import.meta.dirname, `../stand-in/${name}-world.ts`);
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      format: 'iife',
      target: 'chrome120',
    });
    return outputFiles[0]?.text ?? '';
  };
  return { page: await make('page'), preload: await make('preload') };
}
