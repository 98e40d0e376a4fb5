import type { RunningServer } from '../support/commands.ts';
import { makeMembers } from '../support/sample/members.ts';
import { type LoadResult, runLoad } from './load.ts';

export type ConsoleLoad = {
  readonly alone: LoadResult;
  /** While consoles are open and one of them streams a year. */
  readonly beside: LoadResult;
  readonly consoles: number;
  /** What the consoles were told. */
  readonly events: number;
  readonly csvBytes: number;
  readonly csvRuns: number;
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
  const ended = new AbortController();
  const told = { events: 0, csvBytes: 0, csvRuns: 0 };
  const rounds: { alone: LoadResult[]; beside: LoadResult[] } = { alone: [], beside: [] };
  rounds.alone.push(await renew(seconds * 1_000));
  const open = Array.from({ length: consoles }, () => listen(server, { token, ended, told }));
  const streaming = streamYears(server, { token, ended, told, days });
  rounds.beside.push(await renew(seconds * 1_000), await renew(seconds * 1_000));
  ended.abort();
  await Promise.all([...open, streaming]);
  rounds.alone.push(await renew(seconds * 1_000));
  return { alone: mean(rounds.alone), beside: mean(rounds.beside), consoles, ...told };
}

type Told = {
  readonly token: string;
  readonly ended: AbortController;
  readonly told: { events: number; csvBytes: number; csvRuns: number };
};

/** A console that is open: it hears every event, and asks again for what the overview shows. */
async function listen(server: RunningServer, { token, ended, told }: Told): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const { signal } = ended;
  try {
    const answer = await fetch(`${server.console}/admin/v1/events`, { headers, signal });
    const reader = answer.body?.pipeThrough(new TextDecoderStream());
    for await (const text of reader ?? []) {
      told.events += text.split('\n\n').length - 1;
      const shown = await fetch(`${server.console}/admin/v1/status`, { headers, signal });
      await shown.arrayBuffer();
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** One console saves a year of usage as CSV, again and again. */
async function streamYears(
  server: RunningServer,
  { token, ended, told, days }: Told & { days: number },
): Promise<void> {
  const to = Math.floor(Date.now() / 1_000);
  const path = `/admin/v1/usage.csv?by=hour&from=${to - days * 86_400}&to=${to}`;
  const { signal } = ended;
  try {
    for (;;) {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(server.console + path, { headers, signal });
      for await (const chunk of answer.body ?? []) told.csvBytes += chunk.length;
      told.csvRuns += 1;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function mean(results: readonly LoadResult[]): LoadResult {
  const of = (name: keyof LoadResult): number =>
    results.reduce((sum, result) => sum + result[name], 0) / results.length;
  return {
    requests: of('requests'),
    perSecond: of('perSecond'),
    p50: of('p50'),
    p99: Math.max(...results.map(({ p99 }) => p99)),
  };
}
