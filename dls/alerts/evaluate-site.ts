import { evaluateAlerts, type FiredAlert } from '../../licensing/alert.ts';
import type { AlertSettings } from '../../licensing/alert-settings.ts';
import type { EpochSeconds } from '../../licensing/time.ts';
import { createQueue } from '../operations/queue.ts';
import type { AlertState } from '../store/alert-tables.ts';
import type { Tx } from '../store/tx.ts';
import { alertSettingsOf, channelsOf } from './alert-settings.ts';
import { encodeAlert, type KeptAlert, toldOf } from './kept-alert.ts';
import { queueMessages } from './queue-messages.ts';
import { keyOf, type Reading, readWatched, type WatchDeps } from './read-watched.ts';

export type Evaluation = { readonly fired: number; readonly ended: number };

/**
 * Looks at every figure once: keeps what fires and what ends, with their ledger events, and hands what fired together to
 * each channel as one message (rules.md section 6). Nothing is written when nothing changed.
 */
export function evaluateSite(deps: WatchDeps): Promise<Evaluation> {
  return oneAtATime(deps.store, async () => {
    const reading = await readWatched(deps);
    const settings = alertSettingsOf(deps.settings.current);
    let total: Evaluation = { fired: 0, ended: 0 };
    let { states } = reading;
    while (changesAnything(judge(reading, states, settings))) {
      const kept = await deps.store.transact((tx) => keep(deps, tx, { reading, settings }));
      total = { fired: total.fired + kept.fired, ended: total.ended + kept.ended };
      states = kept.states;
    }
    return total;
  });
}

const oneAtATime = createQueue();

/** Alerts kept in one unit of work, so that no device waits for it; more than these are no one's single message. */
const mostAtOnce = 500;

type Judged = { readonly fire: readonly FiredAlert[]; readonly clear: readonly AlertState[] };

const changesAnything = ({ fire, clear }: Judged): boolean => fire.length > 0 || clear.length > 0;

/** An alert whose figure is no more, such as that of a bundle that was acknowledged, is over. */
function judge({ watched, now }: Reading, states: readonly AlertState[], settings: AlertSettings): Judged {
  const figures = watched.map(({ figure }) => figure);
  const known = new Set(figures.map(keyOf));
  const { fire, clear } = evaluateAlerts(figures, states, settings, now);
  const ended = new Set<FiredAlert>(clear);
  return { fire, clear: states.filter((state) => ended.has(state) || (state.active && !known.has(keyOf(state)))) };
}

type Kept = { readonly reading: Reading; readonly settings: AlertSettings };

async function keep(deps: WatchDeps, tx: Tx, { reading, settings }: Kept) {
  const judged = judge(reading, await tx.alerts.listStates(), settings);
  const clear = judged.clear.slice(0, mostAtOnce);
  // What ends makes room for what fires anew in its place, so it goes first.
  const fire = clear.length < judged.clear.length ? [] : judged.fire.slice(0, mostAtOnce);
  for (const state of clear) await end(tx, state, reading.now);
  const facts = new Map(reading.watched.map((watched) => [keyOf(watched.figure), watched]));
  const kept: KeptAlert[] = [];
  for (const fired of fire) {
    const watched = facts.get(keyOf(fired));
    if (watched === undefined) throw new Error('an alert fired on a figure that nobody watches');
    const row = encodeAlert(fired, watched, channelsOf(deps.settings.current, fired.subject));
    const id = await tx.alerts.insert(row);
    await tx.alerts.putState({ ...fired, alert: id });
    await tx.ledger.append({ kind: 'alert', actor: 'system', data: { alert: id, ...toldOf(row) } });
    kept.push({ ...row, id });
  }
  await queueMessages(tx, kept, reading.now);
  const ended = clear.map(({ alert }) => alert);
  tx.afterCommit(() => deps.events.emit({ topic: 'alerts', data: liveData(kept, ended) }));
  return { fired: kept.length, ended: ended.length, states: await tx.alerts.listStates() };
}

async function end(tx: Tx, state: AlertState, now: EpochSeconds): Promise<void> {
  await tx.alerts.end(state.alert, now);
  await tx.alerts.putState({ ...state, active: false });
  const { subject, vendor } = state;
  const data = { alert: state.alert, subject, ...(vendor !== null && { vendor }) };
  await tx.ledger.append({ kind: 'alert-over', actor: 'system', data });
}

/** A page that shows alerts reads them anew; a desktop shows these few at once. */
const mostShown = 20;

function liveData(kept: readonly KeptAlert[], ended: readonly number[]) {
  return { fired: kept.slice(-mostShown), more: Math.max(0, kept.length - mostShown), ended: ended.slice(0, 1_000) };
}
