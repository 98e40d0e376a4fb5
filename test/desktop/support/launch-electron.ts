import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import type { DesktopApp, LaunchOptions } from './desktop-app.ts';

/** Runs the app on Electron itself, through Playwright's driver. */
export async function launchElectron(
  executablePath: string,
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
  const given = ['--data-dir', folder, '--port', '0', '--console-port', '0', '--no-tls', '--drives-in', drives];
  const env = { ...process.env, CAUSEWAY_USER_DATA: userData, XDG_CONFIG_HOME: config } as Record<string, string>;
  // Hosted runners have no sandbox helper that belongs to root.
  const flags = [`--lang=${locale}`, ...(process.platform === 'linux' ? ['--no-sandbox'] : [])];
  const driven = await _electron.launch({ executablePath, args: [...flags, appPath, ...given, ...args], env });
  let output = '';
  const child = driven.process();
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (piece: Buffer) => (output += piece.toString()));
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const page = await driven.firstWindow();
  await page.waitForURL(/^http/);
  return {
    on: 'Electron',
    page,
    folder,
    userData,
    config,
    drives,
    evaluate: (act, argument) => driven.evaluate(act as never, argument) as never,
    startAgain: (files) =>
      new Promise((done) => {
        spawn(executablePath, [...flags, appPath, ...given, ...files], { env }).once('exit', () => done());
      }),
    hostPid: () =>
      driven.evaluate(({ app }) => {
        const host = app.getAppMetrics().find(({ name }) => name === 'Causeway license server');
        return host?.pid ?? null;
      }),
    output: () => output,
    ended,
    close: async () => {
      if (child.exitCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}
