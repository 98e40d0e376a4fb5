import type { Item, LockStatement, PublicTrial } from './item.ts';

/**
 * Whether an item or public trial is locked: of the statement on it and the vendor's latest `lockSite` the one with the
 * later `iat` holds; at the same `iat` the lock (rules.md section 1).
 */
export function isLocked(subject: Pick<Item | PublicTrial, 'lock'>, site: LockStatement | null): boolean {
  const own = subject.lock;
  if (own === null || site === null) return (own ?? site)?.locked ?? false;
  if (own.iat === site.iat) return own.locked || site.locked;
  return own.iat > site.iat ? own.locked : site.locked;
}

/** The statement that holds of two: the later; at the same `iat` the lock. */
export function laterStatement(known: LockStatement | null, said: LockStatement): LockStatement {
  if (known === null || said.iat > known.iat) return said;
  return said.iat === known.iat && said.locked ? said : known;
}
