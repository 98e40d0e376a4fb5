import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes } from 'node:crypto';
import { DAY } from '../../licensing/time.ts';
import { Refusal } from '../http/problem.ts';
import type { Tx } from '../store/tx.ts';

/**
 * The `Idempotency-Key` of a request: what makes the same request again get the same answer instead of acting twice. The
 * answer is kept sealed under the key that only the caller knows, so a copied database tells nobody an API token.
 */
export type Once = {
  readonly actor: string;
  readonly key: string;
  /** Of method, address and body: the same key with another request is a conflict. */
  readonly digest: string;
};

/** How long an answer is kept. */
const keptFor = DAY;

/**
 * Acts once: within the unit, the answer given before is given again, or `act` runs and its answer is kept beside what it
 * changed. @throws Refusal `request_conflict` when the key came with another request
 */
export async function actOnce<T>(tx: Tx, once: Once | null, act: () => Promise<T>): Promise<T> {
  if (once === null) return act();
  const known = await findAnswer<T>(tx, once);
  if (known !== null) return known.answer;
  const answer = await act();
  await keepAnswer(tx, once, answer);
  return answer;
}

/** The answer that was given to this very request before; null: it is new. @throws Refusal `request_conflict` */
export async function findAnswer<T>(tx: Tx, once: Once): Promise<{ readonly answer: T } | null> {
  const known = await tx.idempotency.find(once.actor, nameOf(once));
  if (known === undefined || known.at < tx.time.now - keptFor) return null;
  if (known.digest !== once.digest) {
    throw new Refusal('request_conflict', {
      detail: 'This Idempotency-Key was used with another request. Use a new one for each request.',
    });
  }
  return { answer: JSON.parse(open(known.answer, once)) as T };
}

/** Keeps an answer in the unit that makes it true. */
export async function keepAnswer(tx: Tx, once: Once, answer: unknown): Promise<void> {
  const { actor, digest } = once;
  const { now } = tx.time;
  await tx.idempotency.removeBefore(now - keptFor);
  await tx.idempotency.insert({
    actor,
    key: nameOf(once),
    digest,
    status: 200,
    answer: seal(JSON.stringify(answer ?? null), once),
    at: now,
  });
}

/** Under which a key is found; the key itself is not stored. */
const nameOf = ({ key }: Once): string => hash('sha256', `idempotency ${key}`, 'base64url');

const sealingKey = ({ key, actor }: Once): Buffer =>
  Buffer.from(hkdfSync('sha256', key, actor, 'idempotent answer', 32));

function seal(text: string, once: Once): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(once), iv);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

function open(text: string, once: Once): string {
  const bytes = Buffer.from(text, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(once), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
}
