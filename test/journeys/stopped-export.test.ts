import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCauseway } from '../../cli/program.ts';
import type { Terminal } from '../../cli/terminal.ts';
import { fillSite } from '../bench/bundle.ts';
import { keepingTerminal } from '../cli/support/run.ts';
import { must } from '../support/commands.ts';
import { deviceItem, meet, type VendorAndSite } from './support/vendor-and-site.ts';

let world: VendorAndSite;

beforeAll(async () => {
  world = await meet();
  await must(world.causeway('import', await world.issue('plant.cwlic', [{ ...deviceItem, start: '2020-01-01' }])));
  // Enough for an export that takes longer than a person waits without a word.
  fillSite(join(world.site, 'causeway.db'), 600_000);
});

afterAll(() => world[Symbol.asyncDispose]());

/** A person at a terminal who does something when a text is shown. */
function watching(what: RegExp, act: () => void): { readonly terminal: Terminal; readonly shown: () => string } {
  const { terminal, stderr } = keepingTerminal({ isTerminal: true });
  let done = false;
  const write = (text: string): void => {
    terminal.err.write(text);
    if (done || !what.test(stderr())) return;
    done = true;
    act();
  };
  return { terminal: { ...terminal, err: { ...terminal.err, write } }, shown: stderr };
}

const exportTo = (folder: string, terminal: Terminal) =>
  runCauseway(['export', '--out', folder, '--data-dir', world.site], terminal);

describe('a long export', () => {
  it('shows how far it is, and Ctrl-C leaves nothing half', async () => {
    const stopped = watching(/Making sync bundles … [1-9]\d? %, /, () => process.emit('SIGINT'));
    expect(await exportTo(world.on('stopped'), stopped.terminal)).toBe(130);
    expect(readdirSync(world.on('stopped'))).toEqual([]);
    expect(readdirSync(join(world.site, 'bundles'))).toEqual([]);

    const whole = watching(/never shown/, () => undefined);
    expect(await exportTo(world.on('whole'), whole.terminal)).toBe(0);
    const names = readdirSync(world.on('whole'));
    expect(names.map((name) => name.slice(-13))).toEqual(['000001.cwsync', '000002.cwsync']);
    const bundles = names.map((name) => join(world.on('whole'), name));
    expect(await must(world.issuer('ingest', ...bundles))).toMatch(/booked bundle 2/);
  });

  it('is stopped in the same way beside a running server', async () => {
    const server = await world.serve();
    const stopped = watching(/Making sync bundles … [1-9]\d? %, /, () => process.emit('SIGINT'));
    expect(await exportTo(world.on('beside'), stopped.terminal)).toBe(130);
    expect(readdirSync(world.on('beside'))).toEqual([]);
    expect(readdirSync(join(world.site, 'bundles'))).toHaveLength(2);
    expect(await server.stop()).toBe(0);
  });
});
