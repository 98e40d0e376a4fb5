import { isDeepStrictEqual } from 'node:util';
import type { ItemCounts } from '../rules/model.ts';
import type { Answer } from './action.ts';
import type { Played } from './play.ts';

/** What a person needs to judge a disagreement: everything that happened, and what each side says. */
export function tellDifference(
  past: readonly Played[],
  found: { readonly answer: Answer; readonly counts: readonly ItemCounts[] },
): string {
  const last = past.at(-1)!;
  const lines = past.map(({ action, answer }) => `${JSON.stringify(action)}\n    → ${JSON.stringify(answer)}`);
  const told = ['', ...lines];
  if (!isDeepStrictEqual(found.answer, last.answer)) told.push(`but was answered ${JSON.stringify(found.answer)}`);
  const expected = last.counts();
  for (const [place, counts] of expected.entries()) {
    const other = found.counts[place];
    if (!isDeepStrictEqual(counts, other)) told.push(`counted ${JSON.stringify(other)} for ${JSON.stringify(counts)}`);
  }
  return told.join('\n');
}
