import type { Deps } from '../deps.ts';

export type Health =
  | {
      readonly status: 'ok';
      readonly role: 'main' | 'standby';
      readonly version: string;
      readonly protocol: readonly [1];
    }
  | { readonly status: 'degraded'; readonly reason: string };

/** Ok after a real read of the database (protocol.md section 5). */
export async function health(deps: Deps): Promise<Health> {
  try {
    const height = await deps.reader.query('ledgerHeight', {});
    if (typeof height !== 'number') return { status: 'degraded', reason: 'the database gives no answer' };
  } catch {
    return { status: 'degraded', reason: 'the database cannot be read' };
  }
  if (deps.store.failing()) return { status: 'degraded', reason: 'the data folder cannot be written' };
  return { status: 'ok', role: 'main', version: deps.version, protocol: [1] };
}
