import type { BackupRow, ConsoleTables, IdempotentAnswer, SessionRow, TokenRow, UserRow } from '../console-tables.ts';
import type { Gate } from './connection.ts';

export function prepareConsole(gate: Gate): ConsoleTables {
  return {
    users: users(gate),
    tokens: tokens(gate),
    sessions: sessions(gate),
    idempotency: idempotency(gate),
    backups: backups(gate),
  };
}

function users(gate: Gate): ConsoleTables['users'] {
  const columns = 'name, role, password_hash AS passwordHash, created_at AS createdAt';
  const list = gate.prepare<UserRow>(`SELECT ${columns} FROM user ORDER BY name`);
  const find = gate.prepare<UserRow>(`SELECT ${columns} FROM user WHERE name = ?`);
  const put = gate.prepare(`
    INSERT INTO user (name, role, password_hash, created_at) VALUES (?, ?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET role = excluded.role, password_hash = excluded.password_hash`);
  const remove = gate.prepare('DELETE FROM user WHERE name = ?');
  return {
    list: () => list.all(),
    find: (name) => find.get(name),
    put: (row) => void put.run(row.name, row.role, row.passwordHash, row.createdAt),
    remove: (name) => void remove.run(name),
  };
}

function tokens(gate: Gate): ConsoleTables['tokens'] {
  const list = gate.prepare<TokenRow>(
    'SELECT id, name, role, hash, created_at AS createdAt, created_by AS createdBy FROM token ORDER BY created_at, id',
  );
  const insert = gate.prepare(
    'INSERT INTO token (id, name, role, hash, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const remove = gate.prepare('DELETE FROM token WHERE id = ?');
  return {
    list: () => list.all(),
    insert: (row) => void insert.run(row.id, row.name, row.role, row.hash, row.createdAt, row.createdBy),
    remove: (id) => remove.run(id).changes > 0,
  };
}

function sessions(gate: Gate): ConsoleTables['sessions'] {
  const list = gate.prepare<SessionRow>('SELECT hash, user, role, created_at AS createdAt, until FROM session');
  const insert = gate.prepare('INSERT INTO session (hash, user, role, created_at, until) VALUES (?, ?, ?, ?, ?)');
  const remove = gate.prepare('DELETE FROM session WHERE hash = ?');
  const removeOf = gate.prepare('DELETE FROM session WHERE user = ?');
  const removeEnded = gate.prepare('DELETE FROM session WHERE until <= ?');
  return {
    list: () => list.all(),
    insert: (row) => void insert.run(row.hash, row.user, row.role, row.createdAt, row.until),
    remove: (hash) => remove.run(hash).changes > 0,
    removeOf: (user) => void removeOf.run(user),
    removeEnded: (now) => void removeEnded.run(now),
  };
}

function idempotency(gate: Gate): ConsoleTables['idempotency'] {
  const find = gate.prepare<IdempotentAnswer>(
    'SELECT actor, key, digest, status, answer, at FROM idempotency WHERE actor = ? AND key = ?',
  );
  const insert = gate.prepare(
    'INSERT INTO idempotency (actor, key, digest, status, answer, at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const removeBefore = gate.prepare('DELETE FROM idempotency WHERE at < ?');
  return {
    find: (actor, key) => find.get(actor, key),
    insert: (row) => void insert.run(row.actor, row.key, row.digest, row.status, row.answer, row.at),
    removeBefore: (at) => void removeBefore.run(at),
  };
}

function backups(gate: Gate): ConsoleTables['backups'] {
  type Raw = Omit<BackupRow, 'ok'> & { readonly ok: number };
  const list = gate.prepare<Raw>('SELECT * FROM backup ORDER BY id DESC');
  const find = gate.prepare<Raw>('SELECT * FROM backup WHERE id = ?');
  const insert = gate.prepare<{ id: number }>(
    'INSERT INTO backup (file, at, size, height, epoch, ok, detail) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id',
  );
  const remove = gate.prepare('DELETE FROM backup WHERE id = ?');
  const rowOf = (row: Raw): BackupRow => ({ ...row, ok: row.ok === 1 });
  return {
    list: () => list.all().map(rowOf),
    find: (id) => {
      const row = find.get(id);
      return row === undefined ? undefined : rowOf(row);
    },
    insert: ({ file, at, size, height, epoch, ok, detail }) =>
      insert.get(file, at, size, height, epoch, ok ? 1 : 0, detail)?.id ?? 0,
    remove: (id) => void remove.run(id),
  };
}
