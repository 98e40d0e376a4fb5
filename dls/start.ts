import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { finishRestore } from './backup/swap-folder.ts';
import { createClock, type KeptClock, type MachineClock, machineClock } from './clock.ts';
import type { Deps, NetworkHolder } from './deps.ts';
import { createEventBus } from './events.ts';
import { isLoopback, limitKeyOf } from './http/address.ts';
import { runCryptoSelfTest } from './identity/crypto-selftest.ts';
import { IdentityError } from './identity/identity-error.ts';
import { createIdentityHolder } from './identity/identity-holder.ts';
import { createLockout } from './identity/lockout.ts';
import { createPasswords } from './identity/password.ts';
import {
  changePassphrase,
  createIdentity,
  hasIdentity,
  IDENTITY_FILE,
  openIdentity,
  type SiteIdentity,
} from './identity/site-identity.ts';
import { keepClock, loadClock } from './jobs/keep-clock.ts';
import { quietLog } from './log.ts';
import { readMachineIdentifiers } from './machine/machine-identifiers.ts';
import { createAuthorizationCounts } from './operations/authorization-counts.ts';
import { createFirstSeenLimit } from './operations/first-seen-limit.ts';
import { checkMachine } from './operations/machine-check.ts';
import { createAccess, loadAccess } from './site/access.ts';
import { type EpochHolder, loadEpochState } from './site/epoch-state.ts';
import { databaseFile } from './site/folder-layout.ts';
import { settingsOf } from './site/settings.ts';
import { buildSnapshot, loadSnapshot, type SnapshotHolder } from './site/snapshot.ts';
import { asStorageError } from './storage-error.ts';
import type { Store } from './store/port.ts';
import { lockFolder } from './store/sqlite/folder-lock.ts';
import { openGroupCommit } from './store/sqlite/group-commit.ts';
import { openReader } from './store/sqlite/reader.ts';
import { version } from './version.ts';

export type OpenOptions = {
  readonly folder: string;
  /** CAUSEWAY_PASSPHRASE, which seals the site's keys; empty or missing: they are not sealed. */
  readonly passphrase?: string | undefined;
  /** Turned by hand in tests. */
  readonly machine?: MachineClock;
  readonly log?: Logger;
};

/** An open data folder: its operations work, nobody listens yet. */
export type Site = {
  readonly deps: Deps;
  readonly clock: KeptClock;
  /** Stores the clock, closes the database and gives the folder back. */
  close(): Promise<void>;
};

/**
 * Opens a data folder for this process alone: makes the folder and the site's identity when they are missing, brings
 * the database to the newest schema and reads what the hot path needs into memory.
 * @throws FolderBusyError, NewerDatabaseError, IdentityError or StorageError, each with a sentence for the user.
 */
export async function openSite(options: OpenOptions): Promise<Site> {
  const { folder, machine = machineClock, log = quietLog() } = options;
  await mkdir(join(folder, 'logs'), { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw asStorageError(error, folder);
  });
  await runCryptoSelfTest();
  const unlock = lockFolder(folder);
  try {
    await finishRestore(folder);
    const identity = await openOrCreateIdentity(options, Math.floor(machine.wallMs() / 1_000));
    return await open({ folder, machine, log, identity, passphrase: options.passphrase, unlock });
  } catch (error) {
    unlock();
    throw error;
  }
}

async function openOrCreateIdentity({ folder, passphrase }: OpenOptions, now: number): Promise<SiteIdentity> {
  if (await hasIdentity(folder)) {
    const identity = await openIdentity(folder, { passphrase });
    if (identity.sealed || passphrase === undefined || passphrase === '') return identity;
    return changePassphrase(folder, { next: passphrase });
  }
  if (existsSync(databaseFile(folder))) {
    throw new IdentityError(
      'internal_error',
      `The data folder ${folder} has a database but no site identity (${IDENTITY_FILE}). Put that file back, or restore a backup with "causeway restore"; a new identity would make every lease and license of this site worthless.`,
    );
  }
  return createIdentity(folder, { passphrase, now });
}

type Opening = Required<Pick<OpenOptions, 'folder' | 'machine' | 'log'>> & {
  readonly identity: SiteIdentity;
  readonly passphrase: string | undefined;
  readonly unlock: () => void;
};

async function open({ folder, machine, log, identity, passphrase, unlock }: Opening): Promise<Site> {
  const epoch: EpochHolder = { current: { epoch: 1, restoredAt: null, rolledBack: false, losses: [] } };
  const snapshot: SnapshotHolder = {
    current: buildSnapshot({ vendors: [], items: [], handshakes: [], delegations: [] }),
  };
  // The first batch needs a clock before the stored one can be read.
  let clock: KeptClock | null = null;
  const starting = createClock(null, epoch, machine);
  const events = createEventBus();
  const store = openGroupCommit({
    file: databaseFile(folder),
    clock: () => (clock ?? starting).read(),
    onFault: (error) => log.error({ err: error }, 'the store failed'),
    onLedger: () => events.emit({ topic: 'ledger' }),
  });
  const started = await store
    .transact(async (tx) => ({
      clock: await loadClock(tx),
      epoch: await loadEpochState(tx),
      snapshot: await loadSnapshot(tx),
      access: await loadAccess(tx),
      settings: settingsOf(await tx.settings.list()),
    }))
    .catch(async (error: unknown) => {
      await store.close();
      throw error;
    });
  epoch.current = started.epoch;
  snapshot.current = started.snapshot;
  const kept = createClock(started.clock, epoch, machine);
  clock = kept;
  const settings = { current: started.settings };
  const reader = openReader({ file: databaseFile(folder) });
  const network: NetworkHolder = { ports: [], current: { servers: [], tls: [], certificate: null } };
  const deps: Deps = {
    folder,
    passphrase,
    version,
    store,
    reader,
    snapshot,
    settings,
    epoch,
    access: createAccess(started.access),
    identity: createIdentityHolder(identity, snapshot),
    machine: { current: await readMachineIdentifiers(identity.site) },
    clock: kept,
    network,
    passwords: createPasswords(),
    lockout: createLockout(),
    firstSeen: createFirstSeenLimit(
      (address) => (isLoopback(address) ? null : limitKeyOf(address)),
      () => settings.current.limits.firstSeenPerMinute,
    ),
    authorizations: createAuthorizationCounts(),
    events,
    log,
  };
  await checkMachine(deps);
  return { deps, clock: kept, close: () => closeSite(store, deps, kept, unlock) };
}

async function closeSite(store: Store, deps: Deps, clock: KeptClock, unlock: () => void): Promise<void> {
  try {
    await keepClock(store, clock).catch((error: unknown) => deps.log.error({ err: error }, 'the clock was not stored'));
    await deps.reader.close();
    await store.close();
  } finally {
    unlock();
  }
}
