import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { EpochSeconds } from '../../licensing/time.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../http/problem.ts';
import { createRecoveryCode, deriveRecoveryKey } from '../identity/recovery-code.ts';
import { renewAccess } from '../site/access.ts';
import { findRecovery, putRecovery } from '../site/recovery.ts';
import type { Tx } from '../store/tx.ts';
import { checkBackupPlaces } from './backup-places.ts';
import { digestOfSecret } from './session.ts';
import { renewSettings } from './settings.ts';

/** The user that set-up makes unless it is told another name. */
export const FIRST_USER = 'admin';

export type SetupDeps = Pick<Deps, 'folder' | 'store' | 'access' | 'identity' | 'passwords' | 'settings' | 'events'>;

type Setup = {
  readonly user: string;
  readonly password: string;
  /** Folders that get a copy of each backup. */
  readonly backupTo: readonly string[];
  readonly actor: string;
};

/** The recovery code is shown once: the site keeps the public half of its key only. */
export type NewRecovery = {
  readonly recoveryCode: string;
  readonly thumbprint: string;
  readonly made: EpochSeconds;
};

/**
 * First-run set-up: the administrator's password, the recovery code, backup places.
 * @throws Refusal `request_conflict` when the site is set up already
 */
export async function setUp(
  deps: SetupDeps,
  { user, password, backupTo, actor }: Setup,
): Promise<NewRecovery & { readonly user: string }> {
  if (deps.access.current.isSetUp) throw alreadySetUp();
  await checkBackupPlaces(backupTo, { folder: deps.folder, field: 'backupTo' });
  const passwordHash = await deps.passwords.hash(password);
  const recovery = await makeRecovery(deps);
  return deps.store.transact(async (tx) => {
    if ((await findRecovery(tx)) !== null) throw alreadySetUp();
    const { now } = tx.time;
    await tx.users.put({ name: user, role: 'admin', passwordHash, createdAt: now });
    await putRecovery(tx, { jwk: recovery.jwk, thumbprint: recovery.thumbprint, made: now });
    if (backupTo.length > 0) {
      await tx.settings.put('backups.places', backupTo);
      await renewSettings(deps, tx);
    }
    const data = { user, thumbprint: recovery.thumbprint, places: backupTo.length };
    await tx.ledger.append({ kind: 'set-up', actor, data });
    await renewAccess(deps.access, tx);
    tx.afterCommit(() => {
      deps.access.passing.setupToken = null;
    });
    return { user, recoveryCode: recovery.code, thumbprint: recovery.thumbprint, made: now };
  });
}

/** Makes a new recovery code; backups from now on open with it, older ones with the one before. */
export async function renewRecovery(
  deps: Pick<Deps, 'store' | 'identity' | 'access'>,
  { actor }: { readonly actor: string },
): Promise<NewRecovery> {
  const recovery = await makeRecovery(deps);
  return deps.store.transact(async (tx: Tx) => {
    const before = await findRecovery(tx);
    if (before === null) {
      throw new Refusal('request_conflict', { detail: 'The site is not set up yet; set-up makes the recovery code.' });
    }
    const { now } = tx.time;
    await putRecovery(tx, { jwk: recovery.jwk, thumbprint: recovery.thumbprint, made: now });
    const data = { thumbprint: recovery.thumbprint, before: before.thumbprint };
    await tx.ledger.append({ kind: 'recovery-renewed', actor, data });
    return { recoveryCode: recovery.code, thumbprint: recovery.thumbprint, made: now };
  });
}

/** A one-time token for the set-up link; the one before is void. It lives until set-up or the end of the process. */
export function createSetupToken({ access }: Pick<Deps, 'access'>): string {
  const token = randomBytes(24).toString('base64url');
  access.passing.setupToken = digestOfSecret(token);
  return token;
}

/** Whether a request may set the site up. */
export function isSetupToken({ access }: Pick<Deps, 'access'>, token: string): boolean {
  const { setupToken } = access.passing;
  if (setupToken === null) return false;
  return timingSafeEqual(Buffer.from(setupToken), Buffer.from(digestOfSecret(token)));
}

async function makeRecovery({ identity }: Pick<Deps, 'identity'>) {
  const code = createRecoveryCode();
  const { jwk, thumbprint } = await deriveRecoveryKey(code, identity.current.site);
  return { code, jwk, thumbprint };
}

function alreadySetUp(): Refusal {
  return new Refusal('request_conflict', {
    detail: 'This site is set up already. Log in; a lost password is reset with "causeway reset-password".',
  });
}
