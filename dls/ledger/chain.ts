import { hash } from 'node:crypto';
import { canonicalJson } from '../../protocol/canonical-json.ts';
import type { LedgerTail } from '../store/ledger-table.ts';

/** The ledger before its first event. */
export const genesis: LedgerTail = { height: 0, hash: Buffer.alloc(32) };

type HashedEvent = {
  readonly height: number;
  readonly at: number;
  readonly kind: string;
  readonly actor: string;
  readonly data: Readonly<Record<string, unknown>>;
};

/** `hash(n) = SHA-256(hash(n-1) ‖ SHA-256(JCS(event)))`, the event with its height (protocol.md section 8). */
export function chainHash(previous: Buffer, { height, at, kind, actor, data }: HashedEvent): Buffer {
  const event = hash('sha256', canonicalJson({ height, at, kind, actor, data }), 'buffer');
  // One call over both is half the price of a hash object.
  return hash('sha256', Buffer.concat([previous, event], 64), 'buffer');
}

/** What an event that names no device is about, for finding it: the first of these that its data names. */
const subjects = ['item', 'handshake', 'user', 'token', 'file'] as const;

export function subjectOf(data: Readonly<Record<string, unknown>>): string | null {
  if (typeof data.device === 'string') return null;
  for (const key of subjects) {
    const value = data[key];
    if (typeof value === 'string') return value;
  }
  return null;
}
