import type { Threshold } from '../../../licensing/alert-settings.ts';
import type { AlertState, AlertTables, WaitingDelivery } from '../alert-tables.ts';
import type { Gate } from './connection.ts';

export type StateRow = {
  readonly subject: AlertState['subject'];
  readonly vendor: string;
  readonly name: string;
  readonly threshold: string;
  readonly at: number;
  readonly round: number;
  readonly active: number;
  readonly alert: number;
};

export const stateColumns = 'subject, vendor, name, threshold, at, round, active, alert';

export function prepareAlerts(gate: Gate): AlertTables {
  return { alerts: alerts(gate), deliveries: deliveries(gate) };
}

/** A state as it stands in its row, where nothing is null. */
export function stateOf({ vendor, name, threshold, active, ...row }: StateRow): AlertState {
  const step = /^\d+$/.test(threshold) ? Number(threshold) : (threshold as Threshold);
  return { ...row, vendor: vendor || null, name: name || null, threshold: step, active: active === 1 };
}

function alerts(gate: Gate): AlertTables['alerts'] {
  const find = gate.prepare<{ dismissedAt: number | null }>(
    'SELECT dismissed_at AS dismissedAt FROM alert WHERE id = ?',
  );
  const dismiss = gate.prepare('UPDATE alert SET dismissed_by = ?, dismissed_at = ? WHERE id = ?');
  const restore = gate.prepare('UPDATE alert SET dismissed_by = NULL, dismissed_at = NULL WHERE id = ?');
  const insert = gate.prepare<{ id: number }>(`
    INSERT INTO alert (vendor, item, handshake, subject, threshold_json, channels_json, message_json, at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`);
  const end = gate.prepare('UPDATE alert SET until = ? WHERE id = ?');
  const listStates = gate.prepare<StateRow>(`SELECT ${stateColumns} FROM alert_state`);
  const putState = gate.prepare(`
    INSERT INTO alert_state (${stateColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (subject, vendor, name, threshold) DO UPDATE SET at = excluded.at, round = excluded.round,
      active = excluded.active, alert = excluded.alert`);
  const dropOver = gate.prepare('DELETE FROM alert WHERE id IN (SELECT id FROM alert WHERE until < ? LIMIT ?)');
  return {
    find: (id) => find.get(id),
    dismiss: (id, by, at) => void dismiss.run(by, at, id),
    restore: (id) => void restore.run(id),
    insert: ({ vendor, item, handshake, subject, threshold, channels, message, at }) => {
      const texts = [JSON.stringify(threshold), JSON.stringify(channels), JSON.stringify(message)];
      return insert.get(vendor, item, handshake, subject, ...texts, at)?.id ?? 0;
    },
    end: (id, until) => void end.run(until, id),
    listStates: () => listStates.all().map(stateOf),
    putState: ({ subject, vendor, name, threshold, at, round, active, alert }) => {
      putState.run(subject, vendor ?? '', name ?? '', String(threshold), at, round, active ? 1 : 0, alert);
    },
    dropOver: (before, limit) => dropOver.run(before, limit).changes,
  };
}

const waits = 'delivered_at IS NULL AND dropped_at IS NULL';

function deliveries(gate: Gate): AlertTables['deliveries'] {
  type Raw = Omit<WaitingDelivery, 'alerts'> & { readonly alerts_json: string };
  const count = gate.prepare<{ count: number }>(
    `SELECT count(*) AS count FROM alert_delivery WHERE channel = ? AND ${waits}`,
  );
  const newest = gate.prepare<Raw>(`
    SELECT id, channel, alerts_json, attempts, next_at AS nextAt FROM alert_delivery
    WHERE channel = ? AND ${waits} ORDER BY id DESC LIMIT 1`);
  const insert = gate.prepare(
    'INSERT INTO alert_delivery (channel, alerts_json, created_at, next_at) VALUES (?, ?, ?, ?)',
  );
  const putAlerts = gate.prepare('UPDATE alert_delivery SET alerts_json = ? WHERE id = ?');
  const delivered = gate.prepare(
    'UPDATE alert_delivery SET delivered_at = ?, attempts = attempts + 1, error = ? WHERE id = ?',
  );
  const failed = gate.prepare(
    'UPDATE alert_delivery SET attempts = attempts + 1, next_at = ?, error = ? WHERE id = ? AND delivered_at IS NULL',
  );
  const retry = gate.prepare(`UPDATE alert_delivery SET next_at = min(next_at, ?) WHERE channel = ? AND ${waits}`);
  const drop = gate.prepare(`UPDATE alert_delivery SET dropped_at = ? WHERE channel = ? AND ${waits}`);
  const dropOld = gate.prepare(`
    DELETE FROM alert_delivery WHERE id IN
      (SELECT id FROM alert_delivery WHERE coalesce(delivered_at, dropped_at) < ? LIMIT ?)`);
  return {
    waiting: (channel) => {
      const row = newest.get(channel);
      if (row === undefined) return { count: 0, newest: null };
      const { alerts_json, ...rest } = row;
      return {
        count: count.get(channel)?.count ?? 0,
        newest: { ...rest, alerts: JSON.parse(alerts_json) as readonly number[] },
      };
    },
    insert: ({ channel, alerts: ids }, at) => void insert.run(channel, JSON.stringify(ids), at, at),
    putAlerts: (id, ids) => void putAlerts.run(JSON.stringify(ids), id),
    markDelivered: (id, { at, note }) => void delivered.run(at, note, id),
    markFailed: (id, { nextAt, error }) => void failed.run(nextAt, error, id),
    retry: (channel, at) => void retry.run(at, channel),
    drop: (channel, at) => void drop.run(at, channel),
    dropOld: (before, limit) => dropOld.run(before, limit).changes,
  };
}
