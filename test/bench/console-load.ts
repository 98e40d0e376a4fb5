import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { RunningServer } from '../support/commands.ts';
import { makeMembers } from '../support/sample/members.ts';
import type { Clients, Told } from './console-clients.ts';
import { type LoadResult, runLoad } from './load.ts';

export type ConsoleLoad = Told & {
  readonly alone: LoadResult;
  /** While consoles are open and one of them streams a year. */
  readonly beside: LoadResult;
  readonly consoles: number;
};

type Beside = { readonly token: string; readonly devices: number; readonly days: number };

const consoles = 10;
/** Enough to keep the server busy, few enough that a request does not wait for the others of the same client. */
const connections = 16;
const seconds = 5;

/** Renews devices of the plant, alone and beside consoles, in turns. */
export async function measureLoad(server: RunningServer, { token, devices, days }: Beside): Promise<ConsoleLoad> {
  const bodies = makeMembers({ devices, days, seed: 7 })
    .filter(({ crew, last }) => crew.item === 'line-scan' && last === days - 1)
    .slice(0, 1_000)
    .map(({ message }) => JSON.stringify(message));
  let turn = 0;
  const renew = (durationMs: number): Promise<LoadResult> =>
    runLoad({
      ...{ port: Number(new URL(server.device).port), tls: false, connections, durationMs, expect: [200, 201] },
      next: () => {
        const index = turn++ % bodies.length;
        return { path: '/v1/leases', body: bodies[index] ?? '', index };
      },
    });
  await renew(2_000);
  const alone = [await renew(seconds * 1_000)];
  const open = openConsoles({ console: server.console, token, consoles, days });
  const beside = [await renew(seconds * 1_000), await renew(seconds * 1_000)];
  const told = await open.close();
  alone.push(await renew(seconds * 1_000));
  return { alone: mean(alone), beside: mean(beside), consoles, ...told };
}

/** The consoles are a process of their own, as they are elsewhere in a plant. */
function openConsoles(clients: Clients): { close(): Promise<Told> } {
  const child = fork(join(import.meta.dirname, 'console-clients.ts'));
  child.send(clients);
  return {
    close: () =>
      new Promise((done, fail) => {
        child.once('message', (told) => done(told as Told));
        child.once('exit', (code) => fail(new Error(`the consoles ended with ${code}`)));
        child.send('end');
      }),
  };
}

function mean(results: readonly LoadResult[]): LoadResult {
  const of = (name: keyof LoadResult): number =>
    results.reduce((sum, result) => sum + result[name], 0) / results.length;
  const p99 = Math.max(...results.map((result) => result.p99));
  return { requests: of('requests'), perSecond: of('perSecond'), p50: of('p50'), p99 };
}
