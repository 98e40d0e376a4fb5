import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { findChromium } from '../../browser/support/browser.ts';

export type ChromiumProcess = {
  /** Where its protocol is spoken. */
  readonly cdp: string;
  stop(): Promise<void>;
};

/** A Chromium of its own that two processes can drive: the app's main process and the test. */
export async function startChromium(flags: readonly string[], profile: string): Promise<ChromiumProcess> {
  const args = [...flags, '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
  const chromium = spawn(findChromium(), args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((done) => chromium.once('exit', () => done()));
  const cdp = await new Promise<string>((done, fail) => {
    createInterface({ input: chromium.stderr }).on('line', (line) => {
      const found = /^DevTools listening on (ws:\S+)/.exec(line)?.[1];
      if (found !== undefined) done(found);
    });
    void ended.then(() => fail(new Error('Chromium ended before it listened')));
  });
  return {
    cdp,
    stop: async () => {
      chromium.kill();
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
