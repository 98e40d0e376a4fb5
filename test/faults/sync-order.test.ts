import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serve, temporaryFolder } from '../support/commands.ts';
import { licensedSite } from '../support/licensed-site.ts';
import { keyOf, plainClient } from '../support/plain-device.ts';

const hasStrace = ((): boolean => {
  try {
    execFileSync('strace', ['-o', '/dev/null', 'true']);
    return true;
  } catch {
    return false;
  }
})();

describe.runIf(hasStrace)('the order of writing and answering', () => {
  it('syncs the write-ahead log between the last write of a batch and the first byte of its answers', async () => {
    await using folder = temporaryFolder();
    const item = { id: 'it-1', product: 'reader', metric: 'device', quota: 1_000, features: ['qr'] };
    const site = await licensedSite(folder.path, [item]);
    const trace = join(folder.path, 'trace');
    const calls = 'trace=pwrite64,fsync,fdatasync,write,writev,sendto,sendmsg';
    const server = await serve(site.data, {
      args: ['--host', '127.0.0.1', '--no-tls'],
      prefix: ['strace', '-f', '-qq', '-y', '-s', '16', '-o', trace, '-e', calls],
    });
    const client = plainClient(server.device);
    const rounds = 20;
    for (let round = 0; round < rounds; round++) {
      await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          client.post('/v1/leases', {
            device: keyOf(`${round} ${index}`),
            vendor: 'acme-vision',
            product: 'reader',
            org: '200001',
          }),
        ),
      );
    }
    client.close();
    // strace passes the signal on to the server, whose clean end comes last in the trace.
    execFileSync('pkill', ['-TERM', '-P', String(server.process.pid)]);
    await server.stop();
    const { answers, early } = judge(readFileSync(trace, 'utf8'));
    expect(answers).toBe(rounds * 8);
    expect(early).toEqual([]);
  });
});

/** Walks the calls of the server's main thread: an answer that follows a write to the log without a sync is early. */
function judge(trace: string): { readonly answers: number; readonly early: readonly string[] } {
  const early: string[] = [];
  let answers = 0;
  let isSynced = true;
  for (const line of trace.split('\n')) {
    if (/pwrite64\(\d+<[^>]*causeway\.db-wal>/.test(line)) isSynced = false;
    else if (/(fsync|fdatasync)\(\d+<[^>]*causeway\.db-wal>/.test(line)) isSynced = true;
    else if (/"HTTP\/1\.1 201/.test(line)) {
      answers++;
      if (!isSynced) early.push(line);
    }
  }
  return { answers, early };
}
