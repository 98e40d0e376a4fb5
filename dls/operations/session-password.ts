import type { PasswordState } from '../../licensing/acquire.ts';
import type { HandshakeCode } from '../../licensing/configuration.ts';
import type { Resolution } from '../../licensing/resolve.ts';
import type { EpochSeconds } from '../../licensing/time.ts';
import type { Deps } from '../deps.ts';
import { limitKeyOf } from '../http/address.ts';
import type { Attempt as LockoutAttempt } from '../identity/lockout.ts';

type Attempt = { readonly resolved: Resolution; readonly given: string | null; readonly address: string };

export type JudgedPassword =
  | { readonly state: PasswordState }
  /** Too many wrong ones from there, or for that code. */
  | { readonly state: 'rate limited'; readonly retryAfter: number };

/**
 * Judges the session password of the resolved code, outside of any unit of work, because scrypt takes its time. A
 * password verified before is recognized without it, so the hot path stays fast. Who is locked out is told nothing, not
 * even by the right password: else guessing could go on at full speed.
 */
export async function judgePassword(deps: Deps, { resolved, given, address }: Attempt): Promise<JudgedPassword> {
  if (resolved.outcome !== 'code' || !resolved.code.protected) return { state: 'not needed' };
  const { code } = resolved;
  const attempt = { address: limitKeyOf(address), subject: `code:${code.vendor}/${code.code}` };
  const { now } = deps.clock.read();
  const locked = lockedAt(deps, attempt, now);
  if (locked !== null) return locked;
  if (given === null) return { state: 'wrong' };
  const accepted = hashesOf(deps, code, now);
  if (accepted.some((hash) => deps.passwords.isVerified(given, hash))) return { state: 'right' };
  let isRight = false;
  for (const hash of accepted) isRight ||= await deps.passwords.verify(given, hash);
  // Ten that were tried at the same time may have been wrong meanwhile; the eleventh is told nothing either.
  const { now: judgedAt } = deps.clock.read();
  const lockedMeanwhile = lockedAt(deps, attempt, judgedAt);
  if (lockedMeanwhile !== null) return lockedMeanwhile;
  if (isRight) return { state: 'right' };
  deps.lockout.recordWrong(attempt, judgedAt);
  return { state: 'wrong' };
}

function lockedAt({ lockout }: Deps, attempt: LockoutAttempt, now: EpochSeconds): JudgedPassword | null {
  const until = lockout.findLockedUntil(attempt, now);
  return until === null ? null : { state: 'rate limited', retryAfter: until - now };
}

/** The current password, and the one before as long as the administrator lets it live. */
function hashesOf(deps: Deps, code: HandshakeCode, now: EpochSeconds): readonly string[] {
  const password = deps.snapshot.current.password(code);
  if (password === undefined) return [];
  return password.old !== null && now < password.old.until ? [password.hash, password.old.hash] : [password.hash];
}
