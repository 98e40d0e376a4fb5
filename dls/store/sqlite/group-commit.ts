import type { BatchClock, Store, Unit, UnitOptions } from '../port.ts';
import { asStoreError, StoreError, sqliteCode } from '../store-error.ts';
import type { Tx } from '../tx.ts';
import { type Checkpointer, createCheckpointer } from './checkpointer.ts';
import { Gate, openConnection, type SqliteDatabase } from './connection.ts';
import { createTx, type TxControl } from './create-tx.ts';

export type GroupCommitOptions = {
  readonly file: string;
  readonly clock: BatchClock;
  /** Called with each connection that was opened, the first and those after a failure. */
  readonly onOpen?: (db: SqliteDatabase) => void;
  readonly onFault?: (error: unknown) => void;
  /** Called after the commit of each unit that appended to the ledger. */
  readonly onLedger?: () => void;
};

const maxUnitsPerBatch = 256;
/** Turns of the event loop that a batch waits for more at most. */
const maxTurns = 8;
const maxWaiting = 8_192;
/** A unit awaits nothing but the store; one that takes longer than this waits for something else. */
const unitTimeout = 1_000;

type Waiting = {
  readonly unit: Unit<unknown>;
  readonly repeatable: boolean;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
};

type Connection = {
  readonly db: SqliteDatabase;
  readonly checkpointer: Checkpointer;
  readonly gate: Gate;
  readonly tx: Tx & TxControl;
  readonly begin: () => void;
  readonly commit: () => void;
  readonly savepoint: () => void;
  readonly release: () => void;
};

/**
 * The embedded store. Units that wait run one after the other inside one transaction, each inside its own savepoint,
 * and each caller is answered after that transaction is on disk.
 * @throws whatever opening the database throws, `NewerDatabaseError` among it.
 */
export function openGroupCommit(options: GroupCommitOptions): Store {
  let connection: Connection | null = connect(options);
  let waiting: Waiting[] = [];
  let running: Promise<void> | null = null;
  let closed = false;
  let commits = 0;
  let failing = false;

  const schedule = (): void => {
    if (running !== null || waiting.length === 0) return;
    running = gathered(() => waiting.length)
      .then(runBatch)
      .finally(() => {
        running = null;
        schedule();
      });
  };

  const runBatch = async (): Promise<void> => {
    const batch = waiting.length <= maxUnitsPerBatch ? waiting : waiting.slice(0, maxUnitsPerBatch);
    waiting = waiting.length <= maxUnitsPerBatch ? [] : waiting.slice(maxUnitsPerBatch);
    try {
      connection ??= connect(options);
      const done = await runBatchOf(connection, batch, options);
      failing = false;
      if (done.length > 0) commits++;
      runEffects(connection.tx.takeEffects(), options.onFault);
      for (const { settle } of done) settle();
      connection.checkpointer.afterCommit(connection.db);
    } catch (error) {
      if (error instanceof Unusable) discard();
      const failure = asStoreError(error instanceof Unusable ? error.cause : error);
      failing = true;
      options.onFault?.(failure);
      for (const { reject } of batch) reject(failure);
    }
  };

  const discard = (): void => {
    const old = connection;
    connection = null;
    void old?.checkpointer.close();
    old?.db.close();
  };

  return {
    transact<T>(unit: Unit<T>, { repeatable = false }: UnitOptions = {}): Promise<T> {
      if (closed) return Promise.reject(new StoreError('shutting_down', 'The license server is shutting down.'));
      if (waiting.length >= maxWaiting) {
        return Promise.reject(new StoreError('overloaded', 'More requests wait for the disk than it can take.'));
      }
      return new Promise<T>((resolve, reject) => {
        waiting.push({ unit, repeatable, resolve: resolve as (value: unknown) => void, reject });
        schedule();
      });
    },
    commits: () => commits,
    failing: () => failing,
    waiting: () => waiting.length,
    async close() {
      closed = true;
      while (running !== null) await running;
      await connection?.checkpointer.close();
      discard();
    },
  };
}

/** What was committed stands, and is answered, also when one of the effects throws. */
function runEffects(effects: readonly (() => void)[], onFault: GroupCommitOptions['onFault']): void {
  for (const effect of effects) {
    try {
      effect();
    } catch (error) {
      onFault?.(error);
    }
  }
}

/** Lets a batch grow while each turn of the event loop brings more of it: its commit costs the same for all. */
async function gathered(count: () => number): Promise<void> {
  for (let turn = 0, before = 0; turn < maxTurns && count() > before && before < maxUnitsPerBatch; turn++) {
    before = count();
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

/** The connection may hold a half-done or doubtful transaction: it is closed and opened again. */
class Unusable extends Error {
  override readonly name = 'Unusable';
}

type Done = { readonly settle: () => void };

/** A unit failed that had no savepoint of its own: all of them run again, each with one. */
const apart = new Error('run apart');

/**
 * Units that may run twice go without savepoints of their own at first, which is a fifth of what they cost. When one
 * of them fails, which only a fault makes happen, everything is undone and each runs again inside its own.
 */
async function runBatchOf(
  connection: Connection,
  batch: readonly Waiting[],
  options: GroupCommitOptions,
): Promise<readonly Done[]> {
  if (!batch.every(({ repeatable }) => repeatable)) return runUnits(connection, batch, options);
  try {
    return await runUnits(connection, batch, options, false);
  } catch (error) {
    if (error !== apart) throw error;
    return runUnits(connection, batch, options);
  }
}

/** The units that are on disk now. Callers that failed alone are rejected here; a throw fails the whole batch. */
async function runUnits(
  connection: Connection,
  batch: readonly Waiting[],
  options: GroupCommitOptions,
  savepoints = true,
): Promise<readonly Done[]> {
  const { db, gate, tx } = connection;
  gate.lost = null;
  connection.begin();
  tx.startBatch(options.clock());
  const late = deadline();
  try {
    const done = await Promise.race([runEach(connection, batch, savepoints), late.promise]);
    if (done.length === 0) {
      db.exec('ROLLBACK');
      return [];
    }
    tx.flush();
    commit(connection);
    return done;
  } catch (error) {
    if (!(error instanceof Unusable) && db.inTransaction) db.exec('ROLLBACK');
    throw error;
  } finally {
    late.cancel();
  }
}

async function runEach(
  { db, gate, tx, savepoint, release }: Connection,
  batch: readonly Waiting[],
  savepoints: boolean,
): Promise<readonly Done[]> {
  const done: Done[] = [];
  for (const { unit, resolve, reject } of batch) {
    if (savepoints) savepoint();
    const mark = tx.mark();
    try {
      const value = await unit(tx);
      if (savepoints) tx.flush();
      if (gate.lost !== null) throw gate.lost;
      if (savepoints) release();
      done.push({ settle: () => resolve(value) });
    } catch (error) {
      if (gate.lost !== null || !db.inTransaction) throw gate.lost ?? error;
      if (!savepoints) throw apart;
      db.exec('ROLLBACK TO unit; RELEASE unit');
      tx.reset(mark);
      reject(asStoreError(error));
    }
  }
  return done;
}

/** A COMMIT that fails for want of room or a lock left nothing behind; any other failure may have reached the disk. */
function commit(connection: Connection): void {
  try {
    connection.commit();
  } catch (error) {
    const code = sqliteCode(error);
    if (code.startsWith('SQLITE_FULL') || code.startsWith('SQLITE_BUSY')) throw error;
    throw new Unusable('commit', {
      cause: new StoreError('storage_full', `It is not known whether the commit reached the disk (${code}).`, {
        cause: error,
      }),
    });
  }
}

/** Rejects when a batch takes too long; its connection is of no use then, since the unit may go on at any time. */
function deadline(): { readonly promise: Promise<never>; readonly cancel: () => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const cause = new StoreError('internal_error', `A unit of work took longer than ${unitTimeout} ms.`);
    reject(new Unusable('unit', { cause }));
  }, unitTimeout);
  return { promise, cancel: () => clearTimeout(timer) };
}

function connect(options: GroupCommitOptions): Connection {
  const db = openConnection(options.file);
  try {
    const gate = new Gate(db);
    const statement = (sql: string) => {
      const prepared = db.prepare(sql);
      return () => void prepared.run();
    };
    const connection = {
      db,
      gate,
      tx: createTx(gate, options.onLedger),
      begin: statement('BEGIN IMMEDIATE'),
      commit: statement('COMMIT'),
      savepoint: statement('SAVEPOINT unit'),
      release: statement('RELEASE unit'),
    };
    options.onOpen?.(db);
    // Last, since a thread that is left behind keeps the process from ending.
    return { ...connection, checkpointer: createCheckpointer(options.file) };
  } catch (error) {
    db.close();
    throw error;
  }
}
