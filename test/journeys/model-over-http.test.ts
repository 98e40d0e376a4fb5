import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Action, Answer } from '../model/history/action.ts';
import { play } from '../model/history/play.ts';
import { type RandomHistory, randomHistory } from '../model/history/random-history.ts';
import { tellDifference } from '../model/history/tell-difference.ts';
import { createHttpSite } from '../model/site/http-site.ts';

const leastSteps = Number(process.env.HISTORY_STEPS ?? 3_000);
const firstSeed = Number(process.env.HISTORY_SEED ?? 1);

it('answers over HTTP and counts in its database like the reference model', async () => {
  let steps = 0;
  const agrees = async (history: RandomHistory) => {
    const site = await createHttpSite();
    try {
      const past = [];
      for (const played of play(history, fromHere)) {
        const answer = await site.act(played.action);
        const counts = await site.counts();
        past.push(played);
        const isSame = isDeepStrictEqual(answer, asTold(played.action, played.answer));
        if (!isSame || !isDeepStrictEqual(counts, played.counts())) {
          throw new Error(tellDifference(past, { answer, counts }));
        }
        steps += 1;
      }
    } finally {
      await site.close();
    }
  };
  for (let seed = firstSeed; steps < leastSteps; seed++) {
    await fc.assert(fc.asyncProperty(randomHistory(120), agrees), { seed, numRuns: 20 });
  }
  expect(steps).toBeGreaterThanOrEqual(leastSteps);
});

/** Every request comes from this machine; that of a device that never connects comes in a file, from no address. */
function fromHere(action: Action): Action {
  if (action.kind === 'change code') {
    const { allow, deny } = action.change;
    const here = (entries: readonly string[]) => entries.map((entry) => local[entry] ?? entry);
    return allow && deny ? { ...action, change: { ...action.change, allow: here(allow), deny: here(deny) } } : action;
  }
  if (action.kind === 'acknowledge') {
    // Its time would count only in the answer to a bundle.
    const { time: _, ...acknowledgement } = action.acknowledgement;
    return { kind: 'acknowledge', acknowledgement };
  }
  if (action.kind !== 'acquire') return action;
  const { request } = action;
  return { ...action, request: { ...request, address: request.offlineDays === undefined ? '127.0.0.1' : '' } };
}

const local: Readonly<Record<string, string>> = {
  '10.0.0.5': '127.0.0.1',
  '10.1.2.3': '127.0.0.9',
  '10.0.0.0/8': '127.0.0.0/8',
  '10.1.0.0/16': '127.0.0.0/16',
};

/** The answer to a file does not say whether the seat is new, and that to a return not whether any came free. */
function asTold(action: Action, answer: Answer): Answer {
  const isByFile = action.kind === 'acquire' && action.request.offlineDays !== undefined;
  if (isByFile && 'status' in answer) return { ...answer, status: 200 };
  return 'done' in answer && answer.done === 'nothing' ? { done: 'returned' } : answer;
}
