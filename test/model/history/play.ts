import { createHash } from 'node:crypto';
import type { Request } from '../rules/facts.ts';
import type { ItemCounts } from '../rules/model.ts';
import { createModel } from '../rules/model.ts';
import { type Action, type Answer, actOnModel } from './action.ts';
import { aimed, nextAction, stepsAfter } from './next-action.ts';
import { firstImport } from './next-import.ts';
import type { RandomHistory } from './random-history.ts';
import type { Step } from './step.ts';

/** When histories begin: 2026-06-01T00:00:00Z, the start of a day and of a slot. */
export const historyStart = 1_780_272_000;

/** One thing that happened, and what the model says to it. */
export type Played = {
  readonly action: Action;
  readonly answer: Answer;
  readonly counts: () => readonly ItemCounts[];
};

export type Device = { readonly key: string; readonly uuid: string };

/** Device keys and the UUIDs that are made from them (protocol.md section 5), made here from the text of the page. */
export const devices: readonly Device[] = Array.from({ length: 7 }, (_, number) => {
  const key = createHash('sha256').update(`device ${number}`).digest().subarray(0, 16);
  const bytes = createHash('sha256').update(key).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  const uuid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  return { key: key.toString('base64url'), uuid };
});

/**
 * Plays a history on a new model, action by action.
 * @param adapt what of an action the place demands where the history is also played
 */
export function* play(
  { catalogue, steps }: RandomHistory,
  adapt: (action: Action) => Action = (action) => action,
): Generator<Played> {
  const model = createModel(historyStart);
  let granted: readonly Request[] = [];
  const done = (random: Action): Played => {
    const action = adapt(random);
    const answer = actOnModel(model, action);
    if (action.kind === 'acquire' && 'status' in answer) granted = [action.request, ...granted];
    return { action, answer, counts: () => model.counts() };
  };
  const firsts = [
    { vendor: 0, organization: 0 },
    { vendor: 1, organization: 0 },
    { vendor: 0, organization: 1 },
  ];
  for (const first of firsts) yield done(firstImport(model.history(), catalogue, first));
  const uuids = devices.map(({ uuid }) => uuid);
  function* take(random: Step): Generator<Played> {
    const step = aimed(model.history(), random);
    const action = nextAction(model.history(), { catalogue, devices: uuids, granted }, step);
    if (action === null) return;
    yield done(action);
    for (const next of stepsAfter(step)) yield* take(next);
  }
  for (const step of steps) yield* take(step);
}
