import { HOUR, MINUTE } from '../../licensing/time.ts';
import type { Deps } from '../deps.ts';

/** What came in through one handshake code within the last 60 minutes. */
export type CodeRequests = {
  readonly vendor: string;
  readonly handshake: string;
  readonly requests: number;
  readonly failed: number;
  /** Code of the most frequent refusal; null: none was refused. */
  readonly reason: string | null;
};

/** Codes that nobody asked through are left out. */
export async function listCodeRequests({
  reader,
  clock,
  authorizations,
}: Pick<Deps, 'reader' | 'clock' | 'authorizations'>): Promise<readonly CodeRequests[]> {
  const { now } = clock.read();
  const until = now - (now % MINUTE);
  const stored = await reader.query('codeRequests', { from: until - HOUR + MINUTE, until });
  const counted = authorizations.list().map((count) => ({ ...count, code: '' }));
  const byCode = Map.groupBy([...stored, ...counted], ({ vendor, handshake }) => `${vendor} ${handshake}`);
  return [...byCode.values()].flatMap((rows) => {
    const [first] = rows;
    if (first === undefined) return [];
    const refused = rows.filter(({ code }) => code !== '').toSorted((a, b) => b.count - a.count);
    const sum = (some: readonly { readonly count: number }[]): number =>
      some.reduce((total, { count }) => total + count, 0);
    const { vendor, handshake } = first;
    return [{ vendor, handshake, requests: sum(rows), failed: sum(refused), reason: refused[0]?.code ?? null }];
  });
}
