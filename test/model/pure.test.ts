import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Answer } from './action.ts';
import { createMemorySite } from './memory-site.ts';
import { historyStart, play } from './play.ts';
import { type RandomHistory, randomHistory } from './step.ts';
import { tellDifference } from './tell-difference.ts';

const leastSteps = Number(process.env.HISTORY_STEPS ?? 100_000);
const firstSeed = Number(process.env.HISTORY_SEED ?? 1);

it('answers and counts like the reference model after each of 100 000 steps', () => {
  let steps = 0;
  const answers = new Map<string, number>();
  const agrees = (history: RandomHistory) => {
    const site = createMemorySite(historyStart);
    const past = [];
    for (const played of play(history)) {
      const answer = site.act(played.action);
      const counts = site.counts();
      past.push(played);
      if (!isDeepStrictEqual(answer, played.answer) || !isDeepStrictEqual(counts, played.counts())) {
        throw new Error(tellDifference(past, { answer, counts }));
      }
      const name = `${played.action.kind}: ${nameOf(answer)}`;
      answers.set(name, (answers.get(name) ?? 0) + 1);
      steps += 1;
    }
  };
  for (let seed = firstSeed; steps < leastSteps; seed++) {
    fc.assert(fc.property(randomHistory(120), agrees), { seed, numRuns: 50 });
  }
  if (process.env.HISTORY_TELL) console.log(steps, [...answers].toSorted());
  expect(steps).toBeGreaterThanOrEqual(leastSteps);
});

const nameOf = (answer: Answer): string => {
  if ('code' in answer) return answer.code;
  if ('state' in answer) return `${answer.status} ${answer.state}`;
  return 'done' in answer ? answer.done : answer.duplicate ? 'duplicate' : 'booked';
};
