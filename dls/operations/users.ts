import type { EpochSeconds } from '../../licensing/time.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../http/problem.ts';
import { renewAccess } from '../site/access.ts';
import type { Role } from '../store/console-tables.ts';
import type { Tx } from '../store/tx.ts';
import { actOnce, type Once } from './once.ts';
import { DESKTOP_USER, lockoutSubjectOf } from './session.ts';

/** A user as consoles see one. */
export type ShownUser = { readonly name: string; readonly role: Role; readonly createdAt: EpochSeconds };

export type UserDeps = Pick<Deps, 'store' | 'access' | 'passwords' | 'lockout'>;

type NewUser = {
  readonly name: string;
  readonly role: Role;
  readonly password: string;
  readonly actor: string;
  readonly once: Once | null;
};

/** Adds a user of the console. @throws Refusal `request_conflict` when the name is taken */
export async function addUser(deps: UserDeps, { name, role, password, actor, once }: NewUser): Promise<ShownUser> {
  const passwordHash = await deps.passwords.hash(password);
  return deps.store.transact((tx) =>
    actOnce(tx, once, async () => {
      if (name === DESKTOP_USER || (await tx.users.find(name)) !== undefined) throw nameTaken(name);
      const row = { name, role, passwordHash, createdAt: tx.time.now };
      await tx.users.put(row);
      await tx.ledger.append({ kind: 'user-added', actor, data: { user: name, role } });
      await renewAccess(deps.access, tx);
      return { name, role, createdAt: row.createdAt };
    }),
  );
}

type UserChange = {
  readonly name: string;
  readonly role?: Role | undefined;
  readonly password?: string | undefined;
  readonly actor: string;
};

/**
 * Changes role or password; sessions of that user end, so that the change holds at once. Nobody waits for what was guessed of
 * a password that is gone: with a new one log-ins go on.
 * @throws Refusal `not_found`, or `request_conflict` when no administrator would be left
 */
export async function changeUser(deps: UserDeps, { name, role, password, actor }: UserChange): Promise<ShownUser> {
  const passwordHash = password === undefined ? undefined : await deps.passwords.hash(password);
  return deps.store.transact(async (tx) => {
    const known = await tx.users.find(name);
    if (known === undefined) throw unknownUser(name);
    if (role !== undefined && role !== 'admin') await keepOneAdmin(tx, name);
    const row = { ...known, role: role ?? known.role, passwordHash: passwordHash ?? known.passwordHash };
    await tx.users.put(row);
    await tx.sessions.removeOf(name);
    const changed = { ...(role !== undefined && { role }), ...(passwordHash !== undefined && { password: true }) };
    await tx.ledger.append({ kind: 'user-changed', actor, data: { user: name, ...changed } });
    await renewAccess(deps.access, tx);
    if (passwordHash !== undefined) tx.afterCommit(() => deps.lockout.forgive(lockoutSubjectOf(name)));
    return { name, role: row.role, createdAt: row.createdAt };
  });
}

/** Removes a user with all sessions. @throws Refusal `not_found`, or `request_conflict` for the last administrator */
export async function removeUser(
  deps: UserDeps,
  { name, actor }: { readonly name: string; readonly actor: string },
): Promise<void> {
  await deps.store.transact(async (tx) => {
    if ((await tx.users.find(name)) === undefined) throw unknownUser(name);
    await keepOneAdmin(tx, name);
    await tx.users.remove(name);
    await tx.sessions.removeOf(name);
    await tx.ledger.append({ kind: 'user-removed', actor, data: { user: name } });
    await renewAccess(deps.access, tx);
  });
}

async function keepOneAdmin(tx: Tx, name: string): Promise<void> {
  const users = await tx.users.list();
  if (users.some((user) => user.role === 'admin' && user.name !== name)) return;
  throw new Refusal('request_conflict', {
    detail: `${name} is the only administrator. Give another user the role admin first.`,
  });
}

function nameTaken(name: string): Refusal {
  return new Refusal('request_conflict', { field: 'name', detail: `The name ${name} is taken. Choose another one.` });
}

function unknownUser(name: string): Refusal {
  return new Refusal('not_found', { detail: `There is no user ${name}.` });
}
